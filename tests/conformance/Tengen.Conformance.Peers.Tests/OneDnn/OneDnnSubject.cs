// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>
/// oneDNN 2.6, the system's library, one primitive per node on one thread. It is held to AVX2, so that the same kernels run on every
/// machine; DNNL_MAX_CPU_ISA, oneDNN's own variable, frees it where the processor has bf16 and integer dot products.
/// </summary>
internal sealed unsafe class OneDnnSubject : ISubject
{
    private const int Avx2 = 7;

    private static readonly Func<Engine, Call, bool>[] Families =
        [Elementwise.Try, Broadcast.Try, Products.Try, Convolutions.Try, Pools.Try, Normalizations.Try, Reductions.Try, Moves.Try];

    private static readonly HashSet<string> Operators = new(StringComparer.Ordinal)
    {
        "Abs", "Add", "AveragePool", "BatchNormalization", "Clip", "Concat", "Conv", "ConvInteger", "ConvTranspose", "Div", "Elu", "Equal", "Exp",
        "Gelu", "Gemm", "GlobalAveragePool", "GlobalMaxPool", "Greater", "GreaterOrEqual", "HardSwish", "LRN", "LayerNormalization", "LeakyRelu",
        "Less", "LessOrEqual", "Log", "LogSoftmax", "MatMul", "MatMulInteger", "Max", "MaxPool", "Min", "Mish", "Mul", "Neg", "PRelu",
        "QLinearConv", "QLinearMatMul", "Reciprocal", "ReduceL1", "ReduceL2", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd", "ReduceSum",
        "ReduceSumSquare", "Relu", "Resize", "Round", "Sigmoid", "Softmax", "Softplus", "Sqrt", "Sub", "Sum", "Swish", "Tanh", "Transpose",
    };

    private static readonly bool Present = Load();

    private readonly Engine _engine = new();

    public static bool IsAvailable(out string reason)
    {
        reason = $"{Native.Library} is not installed (Debian: libdnnl2): oneDNN was not asked";
        return Present;
    }

    /// <summary>False where oneDNN has neither the operator nor the element type in any form.</summary>
    public static bool Knows(Case item) => Operators.Contains(item.Op) && Layout.Knows(item.Type);

    private static bool Load()
    {
        if (!NativeLibrary.TryLoad(Native.Library, out _))
            return false;
        if (Environment.GetEnvironmentVariable("DNNL_MAX_CPU_ISA") is null)
            StatusException.Check(Native.dnnl_set_max_cpu_isa(Avx2));
        return true;
    }

    public string Description
    {
        get
        {
            var version = Native.dnnl_version();
            return $"oneDNN {version->Major}.{version->Minor}.{version->Patch}, CPU, instruction sets 0x{Native.dnnl_get_effective_cpu_isa():x}";
        }
    }

    public IReadOnlyList<string> Gates => [];

    public SubjectOutcome Run(Tengen.Graph.Graph graph, IReadOnlyList<Tensor> inputs)
    {
        var node = graph.Nodes[0];
        if (graph.Outputs.Length > 1 || !graph.Values[graph.Outputs[0]].Shape.IsStatic)
            return new SubjectOutcome.Declined("dnnl.form", $"{node}: no primitive of this form");
        if (graph.Values.FirstOrDefault(value => value.Constant is null && !Layout.Knows(value.Type)) is { } unknown)
            return new SubjectOutcome.Declined("dnnl.dtype", $"{unknown.Type}: oneDNN has no such type");
        Native.omp_set_num_threads(1);
        var call = new Call(graph, inputs);
        try
        {
            return Families.Any(family => family(_engine, call))
                ? new SubjectOutcome.Ran([call.Output], OneDnnNumerics.Of(node.Op, call.Output.Type))
                : new SubjectOutcome.Declined("dnnl.form", $"{node}: no primitive of this form");
        }
        catch (StatusException e) when (e.Status is Status.Unimplemented or Status.InvalidArguments)
        {
            return new SubjectOutcome.Declined($"dnnl.{e.Status}", $"{node}: {e.Message}");
        }
    }

    public CaseResult Submit(string id) => new() { Case = id, Verdict = Verdict.Unsupported, Rule = "peer", Text = "a peer is no device behind the ABI" };

    public void Dispose() => _engine.Dispose();
}
