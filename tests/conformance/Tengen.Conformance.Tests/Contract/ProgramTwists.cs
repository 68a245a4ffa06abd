// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Conformance.Tests.Contract;

/// <summary>Queries and programs gone wrong.</summary>
internal static unsafe class ProgramTwists
{
    public static IEnumerable<Planted> All =>
    [
        new("the seventh answer is another", "program/query-repeatable", "TG-P-33", () => Nth("graph_query", 7, call => ((tg_query*)call.Desc)->support[0].verdict = Tg.TG_NO)),
        new("values without names are not taken", "program/names-may-be-null", "TG-P-33", () => new Twist { Ask = (desc, pass) => { var status = pass(); if (desc->graph->values[0].name == null) desc->support[0].verdict = Tg.TG_NO; return status; } }),
        new("values without names do not compile", "program/names-may-be-null", "TG-P-31", () => new Twist { Create = (desc, pass) => desc->graphs != null && desc->graphs[0]->values[0].name == null ? Tg.TG_UNSUPPORTED : pass() }),
        new("options of a query are not looked at", "program/claims-bind-options", "TG-P-14", () => new Twist { Ask = (desc, pass) => { desc->options = default; return pass(); } }),
        new("options of a program are not looked at", "program/claims-bind-options", "TG-P-14", () => new Twist { Create = (desc, pass) => { desc->options = default; return pass(); } }),
        new("a program of nothing breaks it down", "program/nothing-to-make", "TG-P-15", () => Failed("program_create")),
        new("the second graph is dropped", "program/two-graphs", "TG-P-32", () => new Twist { Create = (desc, pass) => { desc->graph_count = 1; return pass(); } }),
        new("an unknown entry breaks it down", "program/entry-unknown", "TG-P-15", () => Failed("program_info")),
        new("an output is told to be an input", "program/description", "TG-P-35", () => After("program_info", call => { ((tg_program_info*)call.Out)->input_count++; ((tg_program_info*)call.Out)->output_count--; })),
        new("the description changes", "program/description-repeatable", "TG-P-35", () => Nth("program_info", 2, call => ((tg_program_info*)call.Out)->max_concurrency = 9)),
        new("results change from read to read", "program/repeatable", "TG-P-37", Restless),
        new("a second program does nothing", "program/graph-is-borrowed", "TG-P-24", () => LeftOut(desc => desc->program)),
        new("a second submission does nothing", "program/submission-is-borrowed", "TG-P-24", () => LeftOut(desc => (void*)(nint)desc->ticket)),
        new("work without elements fails", "program/no-elements", "TG-P-26", () => new Twist { Complete = report => report.PassAs(report.Ticket, Tg.TG_EXECUTION_FAILED) }),
        new("the first queue alone does work", "program/at-one-time", "TG-P-38", () => LeftOut(desc => (void*)(nint)(desc->queue + 1))),
        new("the first device alone does work", "program/second-device", "TG-P-37", () => LeftOut(desc => desc->program)),
        new("the first queue alone does work", "program/every-queue", "TG-P-37", () => LeftOut(desc => (void*)(nint)(desc->queue + 1))),
        new("the hundredth execution and all that follow do nothing", "program/many-times", "TG-P-37", Tired),
        new("an argument in the buffer of the one before is not looked at", "program/one-buffer", "TG-P-37", () => Left(Shares)),
        new("an argument in the buffer of the one before is not looked at", "program/one-input-twice", "TG-P-37", () => Left(Shares)),
        new("symbols are claimed without SYMBOLS", "program/symbols", "TG-P-34", () => new Twist { Ask = (desc, pass) => { var status = pass(); if (desc->support[0].verdict == Tg.TG_IF_STATIC) desc->support[0].verdict = Tg.TG_YES; return status; } }),
    ];

    private delegate void* Choice(tg_execute* desc);

    private static Twist After(string slot, Action<SlotCall> change) => Nth(slot, 0, change);

    /// <param name="slot">The slot.</param>
    /// <param name="which">Which success is changed; 0 = all.</param>
    /// <param name="change">How.</param>
    private static Twist Nth(string slot, int which, Action<SlotCall> change)
    {
        var seen = 0;
        return new Twist
        {
            Any = (call, pass) =>
            {
                var status = pass();
                if (call.Slot == slot && status == Tg.TG_OK && (which == 0 || ++seen == which))
                    change(call);
                return status;
            },
        };
    }

    private static Twist Failed(string slot) => new() { Any = (call, pass) => pass() is var status && status < 0 && call.Slot == slot ? Tg.TG_INTERNAL : status };

    private static Twist Restless()
    {
        var read = (byte)0;
        return new Twist
        {
            Any = (call, pass) =>
            {
                var status = pass();
                if (call.Slot == "buffer_map" && status == Tg.TG_OK && (((tg_range*)call.Desc)->flags & Tg.TG_MAP_READ) != 0)
                    **(byte**)call.Out = ++read;
                return status;
            },
        };
    }

    private static Twist Tired()
    {
        var executed = 0;
        return Left(_ => ++executed >= 100);
    }

    private static bool Shares(nint submission)
    {
        var desc = (tg_execute*)submission;
        return desc->arg_count > 1 && desc->args[0].buffer == desc->args[1].buffer;
    }

    /// <summary>Only what has the first choice's value is done.</summary>
    private static Twist LeftOut(Choice choice)
    {
        nint first = 0;
        return Left(submission =>
        {
            var chosen = (nint)choice((tg_execute*)submission);
            first = first == 0 ? chosen : first;
            return chosen != first;
        });
    }

    /// <summary>Submissions of which it is true do nothing.</summary>
    private static Twist Left(Func<nint, bool> isLeft) => new()
    {
        Execute = (desc, pass) =>
        {
            if (isLeft((nint)desc))
            {
                desc->program = null;
                desc->args = null;
                desc->arg_count = 0;
            }
            return pass();
        },
    };
}
