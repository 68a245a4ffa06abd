// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Peers;

/// <summary>The suite barks at nobody who computes what he declares: others' kernels, declared honestly, pass or are judged by the specification.</summary>
public sealed class PeerTests
{
    [Fact]
    public void Onnx_Runtime_passes_the_gates()
    {
        using var subject = new OnnxRuntimeSubject();
        Peer.Hold(subject, OnnxRuntimeDisagreements.All, leastPasses: 4000);
    }

    [Fact]
    public void Tensor_primitives_pass_the_gates()
    {
        using var subject = new TensorPrimitivesSubject();
        Peer.Hold(subject, TensorPrimitivesDisagreements.All, leastPasses: 1300);
    }

    [Theory]
    [InlineData("Sigmoid", "Tanh", "Exp", "Log", "Erf", "Sin", "Cos", "Softplus", "Sinh", "Cosh", "Atan", "Asinh")]
    public void Onnx_Runtimes_functions_stay_in_their_declared_class(params string[] ops)
    {
        using var subject = new OnnxRuntimeSubject();
        Assert.All(ops, op => FunctionScan.Hold(subject, op));
    }

    [Theory]
    [InlineData("Sigmoid", "Tanh", "Exp", "Log", "Sin", "Cos", "Sinh", "Cosh", "Atan", "Asinh")]
    public void Tensor_primitives_functions_stay_in_their_declared_class(params string[] ops)
    {
        using var subject = new TensorPrimitivesSubject();
        Assert.All(ops, op => FunctionScan.Hold(subject, op));
    }
}
