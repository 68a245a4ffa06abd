// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Conformance.Contract;

/// <summary>
/// What hosts check before a device sees a graph (TG-H-26). What a device makes of it is not defined, so these are judged where a layer looks at
/// the host. Counts only shrink: every pointer covers what is read.
/// </summary>
internal static unsafe class HostMutations
{
    private const string Rule = "TG-H-26";

    public static GraphMutation[] All { get; } =
    [
        new("graph-name-null", "without a name", Rule, GraphAnswer.Invalid, (graph, _) => graph->name = null),
        new("operator-null", "with a node without an operator", Rule, GraphAnswer.Invalid, (graph, _) => graph->nodes[0].op = null),
        new("domain-null", "with a node without a domain", Rule, GraphAnswer.Invalid, (graph, _) => graph->nodes[0].domain = null),
        new("list-null", "with a list of inputs that is NULL", Rule, GraphAnswer.Invalid, (graph, _) => graph->inputs = null),
        new("node-list-null", "with a node whose list of inputs is NULL", Rule, GraphAnswer.Invalid, (graph, _) => graph->nodes[0].inputs = null),
        new("graph-input-out-of-range", "whose first input is no value", Rule, GraphAnswer.Invalid, (graph, _) => graph->inputs[0] = graph->value_count),
        new("graph-output-out-of-range", "whose output is no value", Rule, GraphAnswer.Invalid, (graph, _) => graph->outputs[0] = 0x7FFFFFFF),
        new("node-input-out-of-range", "with a node that reads a value which is not there", Rule, GraphAnswer.Invalid, (graph, _) => graph->nodes[0].inputs[0] = graph->value_count),
        new("node-output-out-of-range", "with a node that makes a value which is not there", Rule, GraphAnswer.Invalid, (graph, _) => graph->nodes[0].outputs[0] = 0xFFFFFFFE),
        new("alias-out-of-range", "with an alias of an output that is not there", Rule, GraphAnswer.Invalid, (graph, room) =>
        {
            graph->aliases = room.Array(new tg_alias { output = 9 });
            graph->alias_count = 1;
            graph->alias_stride = (uint)sizeof(tg_alias);
        }),
        new("rank-above-most", "with a value of rank 17", Rule, GraphAnswer.Invalid, (graph, room) =>
        {
            graph->values[0].dims = room.Array(new long[17]);
            graph->values[0].rank = 17;
        }),
        new("rank-negative", "with a value of rank -2", Rule, GraphAnswer.Invalid, (graph, _) => graph->values[0].rank = -2),
        new("symbol-out-of-range", "with a dim that is a symbol which is not there", Rule, GraphAnswer.Invalid, (graph, room) =>
        {
            var dims = room.Array<long>(new ReadOnlySpan<long>(graph->values[0].dims, graph->values[0].rank));
            dims[0] = -1;
            graph->values[0].dims = dims;
        }),
        new("symbol-empty", "with a symbol whose least extent is above its largest", Rule, GraphAnswer.Invalid, (graph, room) =>
        {
            graph->symbols = room.Array(new tg_symbol { min = 8, max = 4, multiple = 1 });
            graph->symbol_count = 1;
            graph->symbol_stride = (uint)sizeof(tg_symbol);
        }),
        new("constant-short", "with a constant of fewer bytes than its shape has", Rule, GraphAnswer.Invalid, (graph, _) =>
        {
            for (var i = 0; i < graph->value_count; i++)
                graph->values[i].bytes -= graph->values[i].data != null ? 1u : 0;
        }, GraphForm.Constant),
        new("attribute-without-name", "with an attribute without a name", Rule, GraphAnswer.Invalid, (graph, room) =>
        {
            ClaimMutations.Attribute(graph, room, "tengen_unknown", Tg.TG_ATTR_INT);
            graph->nodes[0].attributes[graph->nodes[0].attribute_count - 1].name = null;
        }),
        new("attribute-of-two-elements", "with an attribute of a singular type that has two elements", Rule, GraphAnswer.Invalid, (graph, room) =>
        {
            ClaimMutations.Attribute(graph, room, "tengen_unknown", Tg.TG_ATTR_INT);
            for (var i = 0; i < graph->nodes[0].attribute_count; i++)
            {
                graph->nodes[0].attributes[i].data = room.Array(1L, 2L);
                graph->nodes[0].attributes[i].count = 2;
            }
        }),
        new("capture-at-the-top", "that is no attribute and has captures", Rule, GraphAnswer.Invalid, (graph, room) =>
        {
            graph->captures = room.Array(new tg_capture { inner = graph->inputs[0] });
            graph->capture_count = 1;
            graph->capture_stride = (uint)sizeof(tg_capture);
        }),
    ];
}
