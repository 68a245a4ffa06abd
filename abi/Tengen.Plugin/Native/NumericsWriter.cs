// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Graph;

namespace Tengen.Plugin;

/// <summary>Declared arithmetic as <c>tg_numerics</c>.</summary>
internal static unsafe class NumericsWriter
{
    public static tg_numerics Write(Numerics numerics, NativeArena arena) => new()
    {
        op = arena.Text(numerics.Op),
        forms = arena.Text(string.Join(',', numerics.Forms)),
        function_floor = numerics.FunctionFloor == 0 ? 0 : BitConverter.DoubleToUInt64Bits(numerics.FunctionFloor),
        dtype = numerics.Type.Packed,
        accumulator = numerics.Accumulator.Packed,
        intermediate = numerics.Intermediate.Packed,
        demotion = numerics.Demotion.Packed,
        rounding = (uint)numerics.Rounding,
        summation = (uint)numerics.Summation,
        truncation_block = (uint)numerics.TruncationBlock,
        function_milliulp = checked((uint)Math.Ceiling(numerics.FunctionUlp * 1000)),
        flags = (uint)numerics.Flags,
        determinism = (uint)numerics.Determinism,
    };
}
