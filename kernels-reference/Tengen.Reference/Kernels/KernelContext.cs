// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Kernels;

/// <summary>
/// What a kernel sees of one node, in the number system <typeparamref name="T"/>. Floating-point tensors are arrays of
/// <typeparamref name="T"/>; integer tensors and index arithmetic are C# integers. Flat positions are row-major.
/// </summary>
public sealed class KernelContext<T> where T : unmanaged, INumber<T>
{
    private readonly Call _call;
    private readonly Pass<T> _pass;
    private readonly T[]?[] _numbers;

    /// <param name="call">The node and its inputs.</param>
    /// <param name="pass">Where results go, and which are wanted.</param>
    public KernelContext(Call call, Pass<T> pass)
    {
        (_call, _pass) = (call, pass);
        _numbers = new T[]?[call.InputCount];
    }

    public Node Node => _call.Node;

    /// <summary>The node's attributes, defaults filled in.</summary>
    public AttributeList Attributes => _call.Attributes;

    public int InputCount => _call.InputCount;

    public bool HasInput(int index) => _call.HasInput(index);

    /// <summary>The tensor itself: for moving elements and for integers.</summary>
    public Tensor Input(int index) => _call.Input(index);

    public DType InputType(int index) => _call.Input(index).Type;

    public int[] InputDims(int index) => [.. _call.Input(index).Dims.Select(dim => checked((int)dim))];

    public int InputSize(int index) => checked((int)_call.Input(index).Count);

    /// <summary>The elements of an input as numbers.</summary>
    public T[] Numbers(int index) => _numbers[index] ??= _pass.Enter(index, _call.Reals(index), InputType(index));

    /// <summary>The elements of an integer or bool input.</summary>
    public Int128[] Integers(int index) => _call.Integers(index);

    /// <summary>The exact elements of a floating-point input, only for answers about the inputs themselves (the position of a maximum).</summary>
    public double[] Exact(int index)
    {
        _pass.Reveal(index);
        return _call.Reals(index);
    }

    public bool HasOutput(int index) => Node.HasOutput(index);

    public DType OutputType(int index) => _call.OutputTypes[index];

    public int[] OutputDims(int index) => [.. _call.OutputDims[index].Select(dim => checked((int)dim))];

    public int OutputSize(int index) => checked((int)Shape.CountOf(_call.OutputDims[index].AsSpan()));

    /// <summary>An output that is integer or merely moved: the kernel writes the elements into the zeroed tensor, exactly.</summary>
    public Tensor Plain(int output) => _pass.Plain(output, _call.NewOutput(output));

    /// <summary>Computes an output element by element. Does nothing for an output that the node leaves out.</summary>
    public void Each(int output, Func<int, T> element)
    {
        if (HasOutput(output))
            Along(output, new Lines(1, OutputSize(output), 1), (_, first, results) =>
            {
                for (var i = 0; i < results.Length; i++)
                    results[i] = element(first + i);
            });
    }

    /// <summary>Computes an output line by line. Does nothing for an output that the node leaves out.</summary>
    public void Along(int output, Lines lines, LineBody<T> body)
    {
        if (HasOutput(output) && OutputSize(output) > 0)
            _pass.Fill(output, OutputType(output), _call.NewOutput(output), lines, body);
    }
}
