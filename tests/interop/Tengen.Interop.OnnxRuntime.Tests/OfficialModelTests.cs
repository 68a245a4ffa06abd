// SPDX-License-Identifier: Apache-2.0
using Microsoft.ML.OnnxRuntime;
using Tengen.Tests;

namespace Tengen.Interop.OnnxRuntime.Tests;

/// <summary>Two of ONNX's model graphs. Their weights are constant: they prove coverage, and that nothing is lost between programs.</summary>
public sealed class OfficialModelTests
{
    [Theory]
    [InlineData("squeezenet", "cpu", true)]
    [InlineData("resnet50", "cpu", true)]
    [InlineData("squeezenet", "tiny", false)]
    [InlineData("resnet50", "tiny", false)]
    [InlineData("resnet50", "tiny-async", false)]
    public void A_network_runs(string network, string backend, bool strict)
    {
        var model = Model(network);
        using var session = Runtime.With(model, Backend.Options(backend), strict);
        using var plain = Runtime.Plain(model);
        ModelTests.Same(plain, session, Input(plain));
    }

    internal static byte[] Model(string network) =>
        File.ReadAllBytes(Path.Combine(TestData.LightModels().Single(folder => folder.Contains(network, StringComparison.Ordinal)), "model.onnx"));

    internal static TensorData Input(InferenceSession plain) =>
        TensorData.Random(1, [.. plain.InputMetadata.Single().Value.Dimensions.Select(dim => (long)Math.Max(dim, 1))]);
}
