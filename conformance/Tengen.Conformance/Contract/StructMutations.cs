// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Conformance.Contract;

/// <summary>The IN rule inside a graph: sizes, strides, further bytes, reserved members and unknown flags (TG-P-7).</summary>
internal static unsafe class StructMutations
{
    private const string Rule = "TG-P-7";

    public static GraphMutation[] All { get; } =
    [
        new("size-short", "four bytes shorter than in 1.0", Rule, GraphAnswer.Invalid, (graph, _) => graph->size = Sizes.Least<tg_graph>() - 4),
        new("size-odd", "whose size is no multiple of 4", Rule, GraphAnswer.Invalid, (graph, _) => graph->size += 2),
        new("size-huge", "larger than TG_MAX_SIZE", Rule, GraphAnswer.Invalid, (graph, _) => graph->size = Tg.TG_MAX_SIZE + 8),
        new("flags-unknown", "with an unknown flag", Rule, GraphAnswer.TooNew, (graph, _) => graph->flags = 1u << 31),
        new("value-stride-short", "whose values are nearer to each other than in 1.0", Rule, GraphAnswer.Invalid, (graph, _) => graph->value_stride = Sizes.Least<tg_value>() - 8),
        new("value-stride-odd", "whose stride of values is no multiple of 8", Rule, GraphAnswer.Invalid, (graph, _) => graph->value_stride += 4),
        new("value-flags-unknown", "with an unknown flag of a value", Rule, GraphAnswer.TooNew, (graph, _) => graph->values[0].flags = 1u << 31),
        new("value-reserved", "with a reserved member of a value set", Rule, GraphAnswer.TooNew, (graph, _) => graph->values[0].reserved = 1),
        new("value-tail", "with a set byte behind what any minor knows of a value", Rule, GraphAnswer.TooNew, (graph, room) =>
        {
            graph->values = Wider(graph->values, graph->value_count, room);
            graph->value_stride = Tg.TG_MAX_SIZE;
        }),
        new("node-stride-short", "whose nodes are nearer to each other than in 1.0", Rule, GraphAnswer.Invalid, (graph, _) => graph->node_stride = Sizes.Least<tg_node>() - 8),
        new("node-stride-odd", "whose stride of nodes is no multiple of 8", Rule, GraphAnswer.Invalid, (graph, _) => graph->node_stride += 4),
        new("node-flags-unknown", "with an unknown flag of a node", Rule, GraphAnswer.TooNew, (graph, _) => graph->nodes[0].flags = 1),
        new("node-tail", "with a set byte behind what any minor knows of a node", Rule, GraphAnswer.TooNew, (graph, room) =>
        {
            graph->nodes = Wider(graph->nodes, graph->node_count, room);
            graph->node_stride = Tg.TG_MAX_SIZE;
        }),
        new("attribute-stride-short", "whose attributes are nearer to each other than in 1.0", Rule, GraphAnswer.Invalid, (graph, room) =>
        {
            ClaimMutations.Attribute(graph, room, "tengen_unknown", Tg.TG_ATTR_INT);
            graph->nodes[0].attribute_stride = Sizes.Least<tg_attribute>() - 8;
        }),
    ];

    /// <summary>The elements <see cref="Tg.TG_MAX_SIZE"/> bytes apart, with the last byte of the last one set.</summary>
    private static T* Wider<T>(T* elements, uint count, NativeRoom room) where T : unmanaged
    {
        var wide = room.Bytes((int)count * Tg.TG_MAX_SIZE);
        for (var i = 0; i < count; i++)
            *(T*)(wide + i * Tg.TG_MAX_SIZE) = elements[i];
        wide[count * Tg.TG_MAX_SIZE - 1] = 1;
        return (T*)wide;
    }
}
