// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Threading;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Kernels.Conversion;

/// <summary>
/// Elements of one type become those of another by way of fp64, or of 64-bit integers where both are whole. 64-bit integers become floats
/// other than fp64 through fp64 rounded to odd, which no second rounding can confuse with a tie. One item is one chunk; a chunk begins at a
/// whole byte in every type.
/// </summary>
internal readonly unsafe struct Conversion(DType fromType, DType toType, ConversionRule rule)
{
    private readonly delegate*<byte*, nint, int, long*, void> _read = IsWhole(fromType) && IsWhole(toType)
        ? Readers.Whole(fromType)
        : Readers.Real(fromType, toType == DType.Float64);

    private readonly delegate*<long*, int, byte*, nint, ConversionRule, void> _write = IsWhole(fromType) && IsWhole(toType)
        ? Writers.FromWhole(toType)
        : Writers.FromReal(toType);

    public Body Over(byte* from, byte* to, long count) => new(this, from, to, count);

    private static bool IsWhole(DType type) => type.IsInteger || type == DType.Bool;

    internal readonly struct Body(Conversion conversion, byte* from, byte* to, long count) : IParallelBody
    {
        private const int Block = 512;

        public int Items => Chunks.Of(count);

        public void Run(int item, int worker)
        {
            var (first, end) = Chunks.Range(item, count);
            var wide = stackalloc long[Block];
            for (; first < end; first += Block)
            {
                var length = (int)Math.Min(Block, end - first);
                conversion._read(from, first, length, wide);
                conversion._write(wide, length, to, first, conversion.Rule);
            }
        }
    }

    private ConversionRule Rule { get; } = rule;
}
