// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Where an element of a broadcast result finds its operand.</summary>
internal sealed class Broadcast
{
    private readonly int[] _dims;
    private readonly int[] _steps;
    private readonly bool _same;

    public Broadcast(ReadOnlySpan<int> operand, ReadOnlySpan<int> result)
    {
        _dims = result.ToArray();
        _steps = new int[result.Length];
        _same = operand.SequenceEqual(result);
        var step = 1;
        for (var back = 1; back <= operand.Length; back++)
        {
            _steps[^back] = operand[^back] == 1 ? 0 : step;
            step *= operand[^back];
        }
    }

    public int this[int element]
    {
        get
        {
            if (_same)
                return element;
            var position = 0;
            for (var axis = _dims.Length - 1; axis >= 0; axis--)
            {
                (element, var at) = Math.DivRem(element, _dims[axis]);
                position += at * _steps[axis];
            }
            return position;
        }
    }

    public static Broadcast Of<T>(KernelContext<T> context, int input) where T : unmanaged, INumber<T> =>
        new(context.InputDims(input), context.OutputDims(0));
}
