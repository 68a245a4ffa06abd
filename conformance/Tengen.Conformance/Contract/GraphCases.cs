// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>One case for each <see cref="GraphMutation"/>: a sound graph that the device claims, one change, and nothing may come of it.</summary>
internal static unsafe class GraphCases
{
    private static readonly Func<RawTarget, string?> Checked = target =>
        target.ChecksHost ? null : "what a device does then is not defined: hosts check it before (TG-H-26); judged with --layer validate";

    public static ContractCase[] All { get; } =
    [
        .. StructureMutations.All.Concat(StructMutations.All).Concat(ClaimMutations.All).Select(mutation => Case(mutation, ContractCase.Nothing)),
        .. HostMutations.All.Select(mutation => Case(mutation, Checked)),
    ];

    private static ContractCase Case(GraphMutation mutation, Func<RawTarget, string?> needs) =>
        new($"graph/{mutation.Name}", [mutation.Rule, "TG-P-15"], needs, (target, room) => Judge(mutation, target, room));

    private static void Judge(GraphMutation mutation, RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var graph = ClaimedGraph.Of(device).As(mutation.Form, device);
        using var sound = new NativeGraph(graph);
        using var changed = new NativeGraph(graph);
        var before = RawQuery.Ask(device, sound.Pointer);
        var live = device.Live();
        mutation.Change(changed.Pointer, room);
        var query = RawQuery.Ask(device, changed.Pointer);
        Broken.Unless(Allows(mutation.Answer, query), mutation.Rule, $"graph_query of a graph {mutation.What} answered {query}, not {Expected(mutation.Answer)}{Said(device, query.Status)}");
        var status = RawQuery.Create(device, changed.Pointer, out var program);
        Broken.Unless(Allows(mutation.Answer, status), mutation.Rule, $"program_create of a graph {mutation.What} answered {new Status(status)}, not {ExpectedOfCreate(mutation.Answer)}{Said(device, status)}");
        Broken.Unless(program == null, "TG-P-15", $"program_create of a graph {mutation.What} answered {new Status(status)} and gave a program");
        var after = RawQuery.Ask(device, sound.Pointer);
        Broken.Unless(after == before, "TG-P-15", $"after a graph {mutation.What} was refused the sound one is answered {after}, before it was {before}");
        Broken.Unless(device.Live() == live, "TG-P-15", $"a refused graph left something behind: device_stats says {device.Live()}, before it said {live}");
        status = device.Close();
        Broken.Unless(status == Tg.TG_OK, "TG-P-15", $"device_close after a refused graph answered {new Status(status)}: {device.Text}");
    }

    private static bool Allows(GraphAnswer answer, RawQuery query) => answer switch
    {
        GraphAnswer.Invalid => query.Status == Tg.TG_INVALID_ARGUMENT,
        GraphAnswer.TooNew => query.Status == Tg.TG_TOO_NEW,
        GraphAnswer.No or GraphAnswer.OnlyToAsk => query.Status == Tg.TG_OK && !query.IsClaimed,
        _ => query.Status == Tg.TG_INVALID_ARGUMENT || (query.Status == Tg.TG_OK && !query.IsClaimed),
    };

    private static bool Allows(GraphAnswer answer, int status) => answer switch
    {
        GraphAnswer.Invalid => status == Tg.TG_INVALID_ARGUMENT,
        GraphAnswer.TooNew => status == Tg.TG_TOO_NEW,
        GraphAnswer.No => new Status(status).Class == StatusClass.Declined,
        GraphAnswer.TooLarge => status is Tg.TG_INVALID_ARGUMENT or Tg.TG_OUT_OF_MEMORY || new Status(status).Class == StatusClass.Declined,
        _ => status == Tg.TG_INVALID_ARGUMENT || new Status(status).Class == StatusClass.Declined,
    };

    private static string Expected(GraphAnswer answer) => answer switch
    {
        GraphAnswer.Invalid => "INVALID_ARGUMENT",
        GraphAnswer.TooNew => "TOO_NEW",
        GraphAnswer.No or GraphAnswer.OnlyToAsk => "NO",
        _ => "NO or INVALID_ARGUMENT",
    };

    private static string ExpectedOfCreate(GraphAnswer answer) => answer switch
    {
        GraphAnswer.Invalid or GraphAnswer.TooNew => Expected(answer),
        GraphAnswer.No => "UNSUPPORTED",
        GraphAnswer.TooLarge => "UNSUPPORTED, INVALID_ARGUMENT or OUT_OF_MEMORY",
        _ => "UNSUPPORTED or INVALID_ARGUMENT",
    };

    private static string Said(RawDevice device, int status) => status < 0 && device.Text.Length > 0 ? $": {device.Text}" : "";
}
