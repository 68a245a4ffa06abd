// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Peers.OneDnn;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Peers;

/// <summary>The suite barks at nobody who computes what he declares: others' kernels, declared honestly, pass or are judged by the specification.</summary>
public sealed class PeerTests
{
    /// <summary>Every value of f16 is asked of one peer, not of two: it takes long.</summary>
    private static bool IsExhausted(Case item) => item.Data.StartsWith("every", StringComparison.Ordinal) && TensorPrimitivesSubject.Knows(item);

    [Fact]
    public void Onnx_Runtime_passes_the_gates()
    {
        using var subject = new OnnxRuntimeSubject();
        Peer.Hold(subject, OnnxRuntimeDisagreements.All, OnnxRuntimeDisagreements.Drawn, item => !IsExhausted(item), leastPasses: 5200);
    }

    [Fact]
    public void Tensor_primitives_pass_the_gates()
    {
        using var subject = new TensorPrimitivesSubject();
        Peer.Hold(subject, TensorPrimitivesDisagreements.All, [], TensorPrimitivesSubject.Knows, leastPasses: 1300);
    }

    [Fact]
    public void One_dnn_passes_the_gates()
    {
        Assert.SkipUnless(OneDnnSubject.IsAvailable(out var reason), reason);
        using var subject = new OneDnnSubject();
        Peer.Hold(subject, OneDnnDisagreements.All, OneDnnDisagreements.Drawn, OneDnnSubject.Knows, leastPasses: 1300);
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

    [Theory]
    [InlineData("Sigmoid", "Tanh", "Exp", "Log", "Softplus")]
    public void One_dnns_functions_stay_in_their_declared_class(params string[] ops)
    {
        Assert.SkipUnless(OneDnnSubject.IsAvailable(out var reason), reason);
        using var subject = new OneDnnSubject();
        Assert.All(ops, op => FunctionScan.Hold(subject, op));
    }
}
