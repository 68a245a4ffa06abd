// SPDX-License-Identifier: Apache-2.0
using Microsoft.ML.OnnxRuntime;
using Tengen.Tests;

namespace Tengen.Interop.OnnxRuntime.Tests;

/// <summary>Models in ONNX Runtime with the provider give what they give on its own provider.</summary>
public sealed class ModelTests
{
    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void A_model_with_a_symbolic_batch_runs_as_one_program(string backend)
    {
        using var session = Runtime.With(Models.Mlp(), Backend.Options(backend), strict: true, profile: Profile(), optimise: false);
        using var plain = Runtime.Plain(Models.Mlp());
        foreach (var batch in (long[])[1, 4, 3, 4])
            Same(plain, session, TensorData.Random((int)batch, batch, 4));
        Assert.Equal(new Dictionary<string, int> { ["Tengen"] = 4 }, Runtime.Kernels(session));
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void What_nobody_claims_stays_with_ONNX_Runtime_and_an_intermediate_may_be_an_output(string backend)
    {
        using var session = Runtime.With(Models.Mixed(), Backend.Options(backend), profile: Profile());
        using var plain = Runtime.Plain(Models.Mixed());
        foreach (var batch in (long[])[2, 5])
            Same(plain, session, TensorData.Random((int)batch, batch, 4));
        var kernels = Runtime.Kernels(session);
        Assert.True(kernels.GetValueOrDefault("Tengen") >= 4 && kernels.GetValueOrDefault("CPUExecutionProvider") >= 2, string.Join(", ", kernels));
    }

    [Fact]
    public void A_node_that_nobody_claims_fails_a_session_without_fallback() =>
        Assert.Contains("fallback", Assert.Throws<OnnxRuntimeException>(() => Runtime.With(Models.Mixed(), Backend.Options("tiny"), strict: true)).Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Values_of_unknown_rank_stay_outside(string backend)
    {
        using var session = Runtime.With(Models.Rankless(), Backend.Options(backend), profile: Profile());
        using var plain = Runtime.Plain(Models.Rankless());
        Same(plain, session, TensorData.Random(1, 2, 6), TensorData.Of([3, 4], 2));
        Same(plain, session, TensorData.Random(2, 2, 6), TensorData.Of([2, 3, 2], 3));
        Assert.True(Runtime.Kernels(session).ContainsKey("Tengen"), "nothing ran in the provider");
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void Branches_may_capture_what_the_provider_made(string backend)
    {
        using var session = Runtime.With(Models.Branches(), Backend.Options(backend), profile: Profile());
        using var plain = Runtime.Plain(Models.Branches());
        foreach (var flag in (bool[])[true, false, true])
            Same(plain, session, TensorData.Of(flag), TensorData.Random(3, 2, 4));
        Assert.True(Runtime.Kernels(session).ContainsKey("Tengen"), "nothing ran in the provider");
    }

    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public void A_convolutional_network_runs(string backend)
    {
        foreach (var features in Models.Features)
        {
            using var session = Runtime.With(Models.Convolutions(features), Backend.Options(backend), strict: backend == "cpu");
            using var plain = Runtime.Plain(Models.Convolutions(features));
            foreach (var batch in (long[])[1, 3])
                Same(plain, session, TensorData.Random(4, batch, 3, 16, 16));
        }
    }

    [Fact]
    public async Task Runs_may_overlap()
    {
        using var session = Runtime.With(Models.Mlp(), Backend.Options("tiny-async"), strict: true);
        using var plain = Runtime.Plain(Models.Mlp());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var run = 0; run < 20; run++)
                Same(plain, session, TensorData.Random(thread * 100 + run, 1 + (thread + run) % 5, 4));
        })));
    }

    [Fact]
    public void Two_sessions_may_use_different_plugins()
    {
        using var tiny = Runtime.With(Models.Mlp(), Backend.Options("tiny"), strict: true);
        using var cpu = Runtime.With(Models.Mlp(), Backend.Options("cpu"), strict: true);
        using var plain = Runtime.Plain(Models.Mlp());
        var x = TensorData.Random(5, 2, 4);
        Same(plain, tiny, x);
        Same(plain, cpu, x);
        Same(plain, tiny, x);
    }

    internal static void Same(InferenceSession plain, InferenceSession session, params TensorData[] inputs)
    {
        var (expected, got) = (Runtime.Run(plain, inputs), Runtime.Run(session, inputs));
        Assert.Equal(expected.Length, got.Length);
        for (var i = 0; i < got.Length; i++)
            if (got[i].Differs(expected[i], 1e-4, 1e-6) is { } difference)
                Assert.Fail($"output '{session.OutputNames[i]}': {difference}");
    }

    private static string Profile() => Path.Combine(Path.GetTempPath(), $"tengen-profile-{Guid.NewGuid():N}");
}
