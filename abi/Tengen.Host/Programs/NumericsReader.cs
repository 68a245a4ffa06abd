// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Abi;
using Tengen.Graph;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>Reads <c>tg_numerics</c> elements. What is not understood is refused by name: a claim must not be read laxer or stricter than meant.</summary>
internal static unsafe class NumericsReader
{
    private const NumericFlags KnownFlags = NumericFlags.FlushInputs | NumericFlags.FlushOutputs | NumericFlags.Saturates
        | NumericFlags.NanUndefined | NumericFlags.Normwise | NumericFlags.ZeroSignLost;

    public static ImmutableArray<Numerics> Read(in tg_program_info info, string subject)
    {
        Told.CheckArray(info.numerics, info.numerics_count, info.numerics_stride, subject, "numerics");
        var list = ImmutableArray.CreateBuilder<Numerics>((int)info.numerics_count);
        for (var i = 0u; i < info.numerics_count; i++)
            list.Add(Read(Told.At(info.numerics, info.numerics_stride, i), $"numerics[{i}]", subject));
        return list.MoveToImmutable();
    }

    private static Numerics Read(in tg_numerics native, string member, string subject)
    {
        if (native.incompat != 0)
            throw new TengenException(Status.Incompatible, subject, "TG-H-15", $"{member} has features 0x{native.incompat:x} that this host does not know");
        if (native.rounding > Tg.TG_ROUND_STOCHASTIC || native.summation > Tg.TG_SUM_EXACT || native.determinism > (uint)Determinism.Published)
            throw TengenException.Broken(subject, "TG-P-13", $"{member} has rounding {native.rounding}, summation {native.summation}, determinism {native.determinism}");
        var floor = BitConverter.UInt64BitsToDouble(native.function_floor);
        if (!(floor >= 0 && double.IsFinite(floor)) || native.truncation_block > int.MaxValue)
            throw TengenException.Broken(subject, "TG-P-13", $"{member} has a function floor of {floor} and a truncation block of {native.truncation_block}");
        return new Numerics
        {
            Op = Utf8.Read(native.op),
            Type = new DType(native.dtype),
            Accumulator = new DType(native.accumulator),
            Intermediate = new DType(native.intermediate),
            Demotion = new DType(native.demotion),
            Rounding = (Rounding)native.rounding,
            Summation = (Summation)native.summation,
            TruncationBlock = (int)native.truncation_block,
            FunctionUlp = native.function_milliulp / 1000.0,
            FunctionFloor = floor,
            Forms = [.. Utf8.Read(native.forms).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Flags = (NumericFlags)native.flags & KnownFlags,
            Determinism = (Determinism)native.determinism,
        };
    }
}
