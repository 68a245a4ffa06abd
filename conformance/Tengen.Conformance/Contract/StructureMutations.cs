// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Conformance.Contract;

/// <summary>The canonical form that every device may rely on, and whose violations it refuses: order, producers, ends (TG-H-20, 21, 25).</summary>
internal static unsafe class StructureMutations
{
    public static GraphMutation[] All { get; } =
    [
        new("order-reversed", "whose second node comes first", "TG-H-20", GraphAnswer.Invalid, (graph, _) => (graph->nodes[0], graph->nodes[1]) = (graph->nodes[1], graph->nodes[0]), GraphForm.Chain),
        new("cycle", "whose first node reads what its second one makes", "TG-H-20", GraphAnswer.Invalid, (graph, _) => graph->nodes[0].inputs[0] = graph->nodes[1].outputs[0], GraphForm.Chain),
        new("self-loop", "with a node that reads what it makes", "TG-H-20", GraphAnswer.Invalid, (graph, _) => graph->nodes[0].inputs[0] = graph->nodes[0].outputs[0]),
        new("value-dangling", "with a node that reads a value nobody makes", "TG-H-20", GraphAnswer.Invalid, (graph, _) => graph->input_count--),
        new("value-made-twice", "with two nodes that make one value", "TG-H-20", GraphAnswer.Invalid, (graph, _) => graph->nodes[0].outputs[0] = graph->nodes[1].outputs[0], GraphForm.Chain),
        new("input-made-by-a-node", "with a node that makes an input of the graph", "TG-H-20", GraphAnswer.Invalid, (graph, _) => graph->nodes[0].outputs[0] = graph->inputs[0]),
        new("constant-made-by-a-node", "with a node that makes a constant", "TG-H-20", GraphAnswer.Invalid, (graph, _) => graph->nodes[0].outputs[0] = Constant(graph), GraphForm.Constant),
        new("input-listed-twice", "that lists one value as two inputs", "TG-H-20", GraphAnswer.Invalid, (graph, room) => AlsoInput(graph, graph->inputs[0], room)),
        new("input-is-a-constant", "that lists a constant as an input", "TG-H-20", GraphAnswer.Invalid, (graph, room) => AlsoInput(graph, Constant(graph), room), GraphForm.Constant),
        new("output-listed-twice", "that lists one value as two outputs", "TG-H-21", GraphAnswer.Invalid, (graph, room) => AlsoOutput(graph, graph->outputs[0], room)),
        new("output-is-an-input", "that lists an input as an output", "TG-H-21", GraphAnswer.Invalid, (graph, room) => AlsoOutput(graph, graph->inputs[0], room)),
        new("output-is-a-constant", "that lists a constant as an output", "TG-H-21", GraphAnswer.Invalid, (graph, room) => AlsoOutput(graph, Constant(graph), room), GraphForm.Constant),
        new("output-not-made", "with an output that nobody makes", "TG-H-21", GraphAnswer.Invalid, (graph, _) => graph->node_count = 1, GraphForm.Chain),
        new("rank-unknown", "with a value of unknown rank", "TG-H-25", GraphAnswer.OnlyToAsk, (graph, _) => graph->values[graph->inputs[0]].rank = -1),
        new("opaque-value", "with a value that is no tensor of numbers", "TG-P-30", GraphAnswer.OnlyToAsk, (graph, _) => graph->values[graph->inputs[0]].dtype = Tg.TG_OPAQUE),
    ];

    private static uint Constant(tg_graph* graph)
    {
        var value = 0u;
        while (graph->values[value].data == null)
            value++;
        return value;
    }

    private static void AlsoInput(tg_graph* graph, uint value, NativeRoom room) => graph->inputs = Longer(graph->inputs, ref graph->input_count, value, room);

    private static void AlsoOutput(tg_graph* graph, uint value, NativeRoom room) => graph->outputs = Longer(graph->outputs, ref graph->output_count, value, room);

    private static uint* Longer(uint* list, ref uint count, uint more, NativeRoom room) => room.Array<uint>([.. new ReadOnlySpan<uint>(list, (int)count++), more]);
}
