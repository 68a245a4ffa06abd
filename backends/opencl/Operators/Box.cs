// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.OpenCl.Operators;

/// <summary>
/// A box of elements that several tensors are walked over together: extents with the step of each tensor, in elements, 0 where a tensor
/// is broadcast. Extents of 1 are dropped and axes that run on into each other merged, so that equal walks look alike.
/// </summary>
internal sealed class Box
{
    private readonly List<uint> _dims = [];
    private readonly List<uint>[] _steps;

    /// <param name="dims">Extents, outermost first.</param>
    /// <param name="steps">For each tensor the step of each axis.</param>
    public Box(ReadOnlySpan<long> dims, params long[][] steps)
    {
        _steps = [.. steps.Select(_ => new List<uint>())];
        for (var axis = dims.Length - 1; axis >= 0; axis--)
        {
            if (dims[axis] == 1)
                continue;
            var at = axis;
            var extent = (uint)dims[axis];
            if (_dims.Count > 0 && Enumerable.Range(0, steps.Length).All(i => steps[i][at] == (long)_steps[i][^1] * _dims[^1]))
            {
                _dims[^1] *= extent;
                continue;
            }
            _dims.Add(extent);
            for (var i = 0; i < steps.Length; i++)
                _steps[i].Add((uint)steps[i][axis]);
        }
    }

    /// <summary>Axes left.</summary>
    public int Rank => _dims.Count;

    /// <summary>Extent of an axis counted from the innermost; 1 beyond the last.</summary>
    public uint Dim(int axis) => axis < Rank ? _dims[axis] : 1;

    /// <summary>Step of a tensor along an axis counted from the innermost; 0 beyond the last.</summary>
    public uint Step(int tensor, int axis) => axis < Rank ? _steps[tensor][axis] : 0;

    /// <summary>Product of the extents from an axis outwards.</summary>
    public uint CountFrom(int axis) => (uint)_dims.Skip(axis).Aggregate(1L, (product, dim) => product * dim);

    /// <summary>Row-major steps of a dense tensor.</summary>
    public static long[] Dense(ReadOnlySpan<long> dims)
    {
        var steps = new long[dims.Length];
        for (long axis = dims.Length - 1, step = 1; axis >= 0; axis--)
        {
            steps[axis] = step;
            step *= dims[(int)axis];
        }
        return steps;
    }

    /// <summary>Steps of a dense tensor stretched by numpy's rule to <paramref name="rank"/> axes.</summary>
    public static long[] Broadcast(ReadOnlySpan<long> dims, int rank)
    {
        var (steps, dense) = (new long[rank], Dense(dims));
        for (var axis = 0; axis < dims.Length; axis++)
            steps[rank - dims.Length + axis] = dims[axis] == 1 ? 0 : dense[axis];
        return steps;
    }
}
