// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>What graph_query and program_create answer to a graph, sound or not.</summary>
/// <param name="Status">Of graph_query.</param>
/// <param name="Verdicts">One a node; meaningful when the status is OK.</param>
internal sealed unsafe record RawQuery(int Status, uint[] Verdicts)
{
    private const uint Unanswered = 0xA5A5A5A5;

    /// <summary>The whole graph is claimed.</summary>
    public bool IsClaimed => Status == Tg.TG_OK && Verdicts.All(verdict => verdict is Tg.TG_YES or Tg.TG_SLOW);

    public static RawQuery Ask(RawDevice device, tg_graph* graph, tg_options options = default)
    {
        var support = stackalloc tg_support[(int)graph->node_count];
        for (var i = 0; i < graph->node_count; i++)
            support[i].verdict = Unanswered;
        var query = new tg_query { size = (uint)sizeof(tg_query), graph = graph, support = support, support_stride = (uint)sizeof(tg_support), options = options };
        var status = device.Api.graph_query(device.Handle, &query, device.Error);
        return new RawQuery(status, [.. new ReadOnlySpan<tg_support>(support, (int)graph->node_count).ToArray().Select(answer => answer.verdict)]);
    }

    /// <summary>Compiles. The caller destroys the program.</summary>
    public static int Create(RawDevice device, tg_graph* graph, out tg_program* program, tg_options options = default)
    {
        tg_program* made = null;
        var desc = new tg_program_desc { size = (uint)sizeof(tg_program_desc), graphs = &graph, graph_count = 1, options = options };
        var status = device.Api.program_create(device.Handle, &desc, &made, device.Error);
        program = made;
        return status;
    }

    public bool Equals(RawQuery? other) => other is not null && Status == other.Status && Verdicts.SequenceEqual(other.Verdicts);

    public override int GetHashCode() => Status;

    public override string ToString() => Status == Tg.TG_OK ? string.Join(' ', Verdicts.Select(verdict => verdict <= Tg.TG_IF_CONSTANT ? ((SupportVerdict)verdict).ToString() : $"{verdict}")) : new Status(Status).ToString();
}
