// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Conformance.Contract;

/// <summary>Graphs that are sound and mean nothing the device can know (TG-P-30), or are larger than can be (TG-P-27): answered NO, never compiled.</summary>
internal static unsafe class ClaimMutations
{
    private const string Rule = "TG-P-30";

    public static GraphMutation[] All { get; } =
    [
        new("domain-unknown", "with a node of an unknown domain", Rule, GraphAnswer.No, (graph, room) => graph->nodes[0].domain = room.Text("org.example.none")),
        new("operator-unknown", "with a node of an unknown operator", Rule, GraphAnswer.No, (graph, room) => graph->nodes[0].op = room.Text("NoSuchOperator")),
        new("operator-in-another-case", "with a node whose operator is written in capitals", Rule, GraphAnswer.No, (graph, room) => graph->nodes[0].op = room.Text(Text(graph->nodes[0].op).ToUpperInvariant())),
        new("version-zero", "with a node of since-version 0", Rule, GraphAnswer.No, (graph, _) => graph->nodes[0].version = 0),
        new("version-of-the-future", "with a node of since-version 2^31", Rule, GraphAnswer.No, (graph, _) => graph->nodes[0].version = 1u << 31),
        new("attribute-unknown", "with an attribute that its operator does not have", Rule, GraphAnswer.No, (graph, room) => Attribute(graph, room, "tengen_unknown", Tg.TG_ATTR_INT)),
        new("attribute-type-unknown", "with an attribute of an unknown type", Rule, GraphAnswer.No, (graph, room) => Attribute(graph, room, "tengen_unknown", 77)),
        new("dtype-unknown", "whose values have an unknown dtype", Rule, GraphAnswer.No, (graph, _) =>
        {
            for (var i = 0; i < graph->value_count; i++)
                graph->values[i].dtype = 0x7F | (16 << 8) | (1 << 16);
        }),
        new("dtype-with-lanes", "whose values have vectors as elements", Rule, GraphAnswer.No, (graph, _) =>
        {
            for (var i = 0; i < graph->value_count; i++)
                graph->values[i].dtype += 3 << 16;
        }),
        new("inputs-of-two-dtypes", "with a node whose inputs have two dtypes where its operator takes one", Rule, GraphAnswer.NoOrInvalid, (graph, _) =>
        {
            if (graph->input_count < 2)
                throw new NotOffered("query.Op", "the claimed operator has one input");
            var value = &graph->values[graph->inputs[1]];
            value->dtype = value->dtype == Tg.TG_I32 ? Tg.TG_F32 : Tg.TG_I32;
        }),
        new("dims-that-overflow", "whose values have 2^124 elements", "TG-P-27", GraphAnswer.TooLarge, (graph, room) => Resize(graph, room, 1L << 62)),
        new("dims-of-an-exabyte", "whose values have 2^60 elements", "TG-P-27", GraphAnswer.TooLarge, (graph, room) => Resize(graph, room, 1L << 30)),
        new("dims-of-64-bits", "whose values have 2^64 elements", "TG-P-27", GraphAnswer.TooLarge, (graph, room) => Resize(graph, room, 1L << 32)),
    ];

    /// <summary>Gives the first node one attribute more, in its place.</summary>
    public static void Attribute(tg_graph* graph, NativeRoom room, string name, uint type)
    {
        var node = &graph->nodes[0];
        var more = new tg_attribute { name = room.Text(name), data = room.Array(1L), count = 1, type = type, stride = sizeof(long) };
        tg_attribute[] attributes = [.. new ReadOnlySpan<tg_attribute>(node->attributes, (int)node->attribute_count), more];
        node->attributes = room.Array<tg_attribute>([.. attributes.OrderBy(attribute => Text(attribute.name), StringComparer.Ordinal)]);
        node->attribute_count++;
        node->attribute_stride = (uint)sizeof(tg_attribute);
    }

    private static void Resize(tg_graph* graph, NativeRoom room, long extent)
    {
        for (var i = 0; i < graph->value_count; i++)
        {
            graph->values[i].dims = room.Array(extent, extent);
            graph->values[i].rank = 2;
        }
    }

    private static string Text(byte* text) => System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)text)!;
}
