// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>Changes one thing of a submission that fits its program.</summary>
internal unsafe delegate void SubmissionChange(tg_execute* desc, ClaimedWork work, RawDevice device, NativeRoom room);

/// <summary>A single change that makes a submission one that must not run.</summary>
/// <param name="Name">Of the case, after the area.</param>
/// <param name="What">For a failure's text: what the submission has now.</param>
/// <param name="Rule">The obligation that says so.</param>
/// <param name="Answer">The status, or the class where the header names no detail.</param>
/// <param name="Change">The change.</param>
internal sealed record SubmissionMutation(string Name, string What, string Rule, int Answer, SubmissionChange Change);

/// <summary>Submissions that do not fit: refused, nothing written, nothing reported, and the next one runs.</summary>
internal static unsafe class ArgumentCases
{
    private const byte Poison = 0x5C;

    public static SubmissionMutation[] Mutations { get; } =
    [
        new("too-few", "without its last argument", "TG-P-43", Tg.TG_INVALID_ARGUMENT, (desc, _, _, _) => desc->arg_count--),
        new("too-many", "with one argument more than there are", "TG-P-43", Tg.TG_INVALID_ARGUMENT, (desc, _, _, room) =>
            desc->args = room.Array<tg_arg>([.. new ReadOnlySpan<tg_arg>(desc->args, (int)desc->arg_count++), desc->args[0]])),
        new("buffer-null", "with an argument without a buffer", "TG-P-43", Tg.TG_INVALID_ARGUMENT, (desc, _, _, _) => desc->args[0].buffer = null),
        new("bytes-short", "whose output has one byte less than its shape needs", "TG-P-43", Tg.TG_INVALID_ARGUMENT, (desc, work, _, _) => desc->args[work.FirstOutput].bytes--),
        new("input-bytes-short", "whose first input has one byte less than its shape needs", "TG-P-43", Tg.TG_INVALID_ARGUMENT, (desc, _, _, _) => desc->args[0].bytes--),
        new("range-outside", "with an argument that begins behind its buffer", "TG-P-28", Tg.TG_INVALID_ARGUMENT, (desc, _, _, _) => desc->args[0].offset = 1ul << 40),
        new("range-too-long", "with an argument that ends behind its buffer", "TG-P-28", Tg.TG_INVALID_ARGUMENT, (desc, _, _, _) => desc->args[0].bytes = 1ul << 40),
        new("range-overflows", "with an argument whose end overflows", "TG-P-28", Tg.TG_INVALID_ARGUMENT, (desc, _, _, _) =>
        {
            desc->args[0].offset = ulong.MaxValue - 4095;
            desc->args[0].bytes = 1ul << 13;
        }),
        new("output-range-outside", "with an output that begins behind its buffer", "TG-P-28", Tg.TG_INVALID_ARGUMENT, (desc, work, _, _) => desc->args[work.FirstOutput].offset = 1ul << 40),
        new("kind-unknown", "with an argument of an unknown kind", "TG-P-7", Tg.TG_TOO_NEW, (desc, _, _, _) => desc->args[0].kind = 77),
        new("kind-not-declared", "with an argument of a kind that the device does not declare", "TG-P-43", Tg.TG_INVALID_ARGUMENT, (desc, _, device, _) =>
            desc->args[0].kind = new[] { Tg.TG_ARG_ADDRESS, Tg.TG_ARG_HOST, Tg.TG_ARG_IMMEDIATE }.FirstOrDefault(kind => (device.Description.ArgumentKinds & (1u << (int)kind)) == 0)
                is > 0 and var kind ? kind : throw new NotOffered("device.arg_kinds", "the device declares every kind")),
        new("absent", "without an input that is not optional", "TG-P-43", Tg.TG_INVALID_ARGUMENT, (desc, work, _, _) =>
        {
            if ((work.Argument(0)->flags & Tg.TG_ARGINFO_OPTIONAL) != 0)
                throw new NotOffered("program.args", "the first input is optional");
            desc->args[0] = new tg_arg { kind = Tg.TG_ARG_ABSENT };
        }),
        new("rank-other", "whose first input has another rank", "TG-P-43", Tg.TG_INVALID_ARGUMENT, (desc, work, _, room) =>
        {
            desc->args[0].dims = room.Array<long>([1, .. new ReadOnlySpan<long>(work.Argument(0)->dims, work.Argument(0)->rank)]);
            desc->args[0].rank = (uint)work.Argument(0)->rank + 1;
        }),
        new("extent-other", "whose first input has another extent", "TG-P-43", Tg.TG_INVALID_ARGUMENT, (desc, work, _, room) => Extent(desc, work, 0, room)),
        new("output-extent-other", "whose output has another extent", "TG-P-43", Tg.TG_INVALID_ARGUMENT, (desc, work, _, room) => Extent(desc, work, work.FirstOutput, room)),
        new("strides-not-taken", "with strides where the program takes none", "TG-P-43", Tg.TG_INVALID_ARGUMENT, (desc, work, _, room) =>
        {
            var argument = work.Argument(0);
            if ((argument->flags & Tg.TG_ARGINFO_TAKES_STRIDES) != 0 || argument->rank == 0)
                throw new NotOffered("program.args", "the first input takes strides, or has no dims");
            desc->args[0].dims = room.Array<long>(new ReadOnlySpan<long>(argument->dims, argument->rank));
            desc->args[0].rank = (uint)argument->rank;
            desc->args[0].strides = room.Array(new long[argument->rank]);
        }),
        new("misaligned", "with an argument that is not aligned", "TG-H-18", Tg.TG_INVALID_ARGUMENT, (desc, work, device, _) =>
        {
            if (Math.Max(work.Argument(0)->alignment, device.Description.OffsetAlignment) < 2)
                throw new NotOffered("program.args", "every alignment will do");
            desc->args[0].offset = 1;
        }),
        new("entry-unknown", "of an entry that the program does not have", "TG-P-43", -(Tg.TG_CLASS_CALLER << 8), (desc, _, _, _) => desc->entry = 77),
        new("option-unknown", "with an unknown option", "TG-P-14", Tg.TG_INVALID_ARGUMENT, (desc, _, _, room) => desc->options = room.Array(RawOptions.One(room, RawOptions.Unknown))),
        new("arguments-null", "whose list of arguments is NULL", "TG-P-7", Tg.TG_INVALID_ARGUMENT, (desc, _, _, _) => desc->args = null),
        new("stride-short", "whose arguments are nearer to each other than in 1.0", "TG-P-7", Tg.TG_INVALID_ARGUMENT, (desc, _, _, _) => desc->arg_stride = Sizes.Least<tg_arg>() - 8),
        new("stride-odd", "whose stride of arguments is no multiple of 8", "TG-P-7", Tg.TG_INVALID_ARGUMENT, (desc, _, _, _) => desc->arg_stride += 4),
        new("tail", "with a set byte behind what any minor knows of an argument", "TG-P-7", Tg.TG_TOO_NEW, (desc, _, _, room) =>
        {
            var wide = room.Bytes((int)desc->arg_count * Tg.TG_MAX_SIZE);
            for (var i = 0; i < desc->arg_count; i++)
                *(tg_arg*)(wide + i * Tg.TG_MAX_SIZE) = desc->args[i];
            wide[desc->arg_count * Tg.TG_MAX_SIZE - 1] = 1;
            desc->args = (tg_arg*)wide;
            desc->arg_stride = Tg.TG_MAX_SIZE;
        }),
    ];

    public static ContractCase[] All { get; } = [.. Mutations.Select(mutation => new ContractCase($"arguments/{mutation.Name}", [mutation.Rule, "TG-P-15", "TG-P-21"], ContractCase.Nothing, (target, room) => Judge(mutation, target, room)))];

    private static void Judge(SubmissionMutation mutation, RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var work = new ClaimedWork(device, room);
        var ledger = device.Ledgers[0];
        work.Poison(Poison);
        var desc = work.Submission();
        mutation.Change(&desc, work, device, room);
        var status = ledger.Try(desc);
        Broken.Unless(status == mutation.Answer || (mutation.Answer == -(Tg.TG_CLASS_CALLER << 8) && new Status(status).Class == StatusClass.Caller), mutation.Rule,
            $"execute of a submission {mutation.What} answered {new Status(status)}, not {(mutation.Answer == Tg.TG_TOO_NEW ? "TOO_NEW" : "INVALID_ARGUMENT")}");
        for (var i = work.FirstOutput; i < work.FirstOutput + work.Info.output_count; i++)
            Broken.Unless(!work.Read(i).AsSpan().ContainsAnyExcept(Poison), "TG-P-15", $"a refused submission {mutation.What} wrote output {i - work.FirstOutput}");
        work.Run(ledger, "TG-P-21");
        work.Free();
    }

    private static void Extent(tg_execute* desc, ClaimedWork work, uint argument, NativeRoom room)
    {
        var info = work.Argument(argument);
        if (info->rank == 0)
            throw new NotOffered("program.args", "the claimed graph works on scalars");
        var dims = room.Array<long>(new ReadOnlySpan<long>(info->dims, info->rank));
        dims[0]++;
        desc->args[argument].dims = dims;
        desc->args[argument].rank = (uint)info->rank;
    }
}
