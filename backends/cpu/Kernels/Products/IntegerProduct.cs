// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>C = A B of integers, modulo the width of the type; all row-major. One item is one row of C.</summary>
internal unsafe struct IntegerProduct<T>(T* a, T* b, T* c, int columns, int depth) : IParallelBody where T : unmanaged, IBinaryInteger<T>
{
    public readonly void Run(int item, int worker)
    {
        var row = c + (nint)item * columns;
        new Span<T>(row, columns).Clear();
        for (nint k = 0; k < depth; k++)
        {
            var factor = a[(nint)item * depth + k];
            var line = b + k * columns;
            var i = 0;
            for (; i <= columns - Vector<T>.Count; i += Vector<T>.Count)
                (Vector.Load(row + i) + Vector.Load(line + i) * factor).Store(row + i);
            for (; i < columns; i++)
                row[i] = unchecked(row[i] + line[i] * factor);
        }
    }
}
