// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Kernels;

/// <summary>
/// One node with its input tensors and the inferred types and dims of its outputs: what all number systems share. Thread-safe; the tensors
/// must not change while it is in use.
/// </summary>
public sealed class Call
{
    private readonly Tensor?[] _inputs;
    private readonly double[]?[] _reals;
    private readonly Int128[]?[] _integers;

    /// <param name="kernel">The operator of <paramref name="node"/>.</param>
    /// <param name="node">In canonical form.</param>
    /// <param name="inputs">One tensor per input position, null where the node leaves the input out.</param>
    /// <param name="declared">Dtypes that the graph declares for the outputs, by position; may be shorter (Cast takes its type from here).</param>
    /// <exception cref="GraphException">The shape rule refuses the node.</exception>
    public Call(OperatorKernel kernel, Node node, IReadOnlyList<Tensor?> inputs, params ImmutableArray<DType> declared)
    {
        Kernel = kernel;
        Node = node;
        _inputs = [.. inputs];
        _reals = new double[]?[_inputs.Length];
        _integers = new Int128[]?[_inputs.Length];
        Attributes = WithDefaults(kernel.Contract, node.Attributes);
        var shapes = new StaticShapes(node, _inputs, declared);
        kernel.Contract.Infer(shapes);
        OutputTypes = [.. shapes.Types];
        var own = OutputTypes[0] == DType.Float64 ? Formats.Float64 : Formats.Float32;
        Inside = Formats.Find(kernel.Precision(Attributes)) is { } lent && lent.Precision < own.Precision ? lent : own;
        IsNarrowed = Inside != own;
        OutputDims = [.. shapes.Shapes.Select(shape => shape.HasRank ? shape.Dims : [])];
    }

    public OperatorKernel Kernel { get; }

    public Node Node { get; }

    /// <summary>The node's attributes with defaults filled in.</summary>
    public AttributeList Attributes { get; }

    public ImmutableArray<DType> OutputTypes { get; }

    public ImmutableArray<ImmutableArray<long>> OutputDims { get; }

    /// <summary>
    /// The format of values between steps where a backend declares none: fp32, for fp64 tensors fp64, or the narrower one that the
    /// specification allows.
    /// </summary>
    public Format Inside { get; }

    /// <summary>The specification allows a narrower format than the tensors ask for: inputs may be rounded to <see cref="Inside"/> first.</summary>
    public bool IsNarrowed { get; }

    public int InputCount => _inputs.Length;

    public int OutputCount => Node.Outputs.Length;

    public bool HasInput(int index) => index < _inputs.Length && _inputs[index] is not null;

    public Tensor Input(int index) => _inputs[index] ?? throw new InvalidOperationException($"{Node} has no input {index}");

    internal double[] Reals(int index) => _reals[index] ??= Decoded.Reals(Input(index));

    internal Int128[] Integers(int index) => _integers[index] ??= Decoded.Integers(Input(index));

    internal Tensor NewOutput(int index) => new(OutputTypes[index], OutputDims[index].AsSpan());

    private static AttributeList WithDefaults(OperatorContract contract, AttributeList given) => new(given.Concat(contract.Attributes
        .Where(formal => formal.Default is not null && !given.Has(formal.Name))
        .Select(formal => formal.Default switch
        {
            float value => NodeAttribute.Float(formal.Name, value),
            long value => NodeAttribute.Int(formal.Name, value),
            int value => NodeAttribute.Int(formal.Name, value),
            string value => NodeAttribute.String(formal.Name, value),
            var other => throw new NotSupportedException($"{contract.Name}.{formal.Name}: a default of {other!.GetType().Name}"),
        })));
}
