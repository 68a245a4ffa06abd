// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>
/// Two dense tensors broadcast to one output, with dims merged as far as both allow. The last dim is walked with steps of 1 or 0, the
/// others by an odometer. Source: ONNX, "Multidirectional Broadcasting".
/// </summary>
internal sealed class Broadcast
{
    private readonly int[] _dims;
    private readonly nint[] _leftSteps;
    private readonly nint[] _rightSteps;

    public Broadcast(ReadOnlySpan<long> left, ReadOnlySpan<long> right, ReadOnlySpan<long> output)
    {
        var dims = new List<int>();
        var (leftSteps, rightSteps) = (new List<nint>(), new List<nint>());
        nint leftStep = 1, rightStep = 1;
        for (var back = 1; back <= output.Length; back++)
        {
            var extent = checked((int)output[^back]);
            var leftExtent = back <= left.Length ? (int)left[^back] : 1;
            var rightExtent = back <= right.Length ? (int)right[^back] : 1;
            if (extent != 1)
            {
                var (l, r) = (leftExtent == 1 ? 0 : leftStep, rightExtent == 1 ? 0 : rightStep);
                if (dims.Count > 0 && l == leftSteps[^1] * dims[^1] && r == rightSteps[^1] * dims[^1])
                    dims[^1] = checked(dims[^1] * extent);
                else
                {
                    dims.Add(extent);
                    leftSteps.Add(l);
                    rightSteps.Add(r);
                }
            }
            leftStep *= leftExtent;
            rightStep *= rightExtent;
        }
        if (dims.Count == 0)
        {
            dims.Add(1);
            leftSteps.Add(1);
            rightSteps.Add(1);
        }
        (Inner, LeftStep, RightStep) = (dims[0], (int)leftSteps[0], (int)rightSteps[0]);
        _dims = [.. dims.Skip(1)];
        _leftSteps = [.. leftSteps.Skip(1)];
        _rightSteps = [.. rightSteps.Skip(1)];
        var rows = 1L;
        foreach (var dim in _dims)
            rows *= dim;
        Rows = checked((int)rows);
    }

    /// <summary>Extent of the last merged dim.</summary>
    public int Inner { get; }

    /// <summary>0 or 1.</summary>
    public int LeftStep { get; }

    /// <summary>0 or 1.</summary>
    public int RightStep { get; }

    /// <summary>Product of the other dims.</summary>
    public int Rows { get; }

    /// <summary>Where a row begins in both inputs.</summary>
    public (nint Left, nint Right) Origin(int row)
    {
        nint left = 0, right = 0;
        for (var i = 0; i < _dims.Length; i++)
        {
            var index = row % _dims[i];
            row /= _dims[i];
            left += index * _leftSteps[i];
            right += index * _rightSteps[i];
        }
        return (left, right);
    }
}
