// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Canonical;
using Tengen.Interop.Onnx;
using Tengen.Reference.Elements;
using Tengen.Tests;

namespace Tengen.Reference.Tests;

/// <summary>Whole networks against the outputs published with ONNX, by ONNX's own rule. VGG-19 is left out for its time.</summary>
public sealed class LightModelTests
{
    private const double Relative = 1e-3;
    private const double Absolute = 1e-7;

    [Theory]
    [InlineData("bvlc_alexnet")]
    [InlineData("shufflenet")]
    [InlineData("squeezenet")]
    [InlineData("inception_v1")]
    [InlineData("zfnet512")]
    [InlineData("inception_v2")]
    [InlineData("densenet121")]
    [InlineData("resnet50")]
    public void The_oracle_reproduces_a_published_network(string name)
    {
        var folder = TestData.LightModels().SingleOrDefault(path => Path.GetFileName(path) == $"test_light_{name}");
        Assert.SkipWhen(folder is null, $"the light models hold no {name}");
        var item = OnnxCaseFolder.Load(folder);
        var outputs = Oracle.Evaluate(Canonicalizer.Run(item.Model.Graph, OperatorSet.Contracts), [.. item.Inputs.Select(file => file.Tensor)]);
        for (var i = 0; i < outputs.Length; i++)
            for (var e = 0; e < outputs[i].Count; e++)
            {
                var (got, want) = (Element.Real(outputs[i], e), Element.Real(item.Outputs[i].Tensor, e));
                Assert.True(Math.Abs(got - want) <= Absolute + Relative * Math.Abs(want), $"output {i} element {e} is {got}, published is {want}");
            }
    }
}
