// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Graph;

namespace Tengen.Plugin.Tests;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// A valid graph with one 32-bit word of a struct replaced. What no reader can check stays as it is: that a pointer points to memory, and that
/// arrays are as long as their counts say.
/// </summary>
public sealed unsafe class HostileGraphTests
{
    private static readonly Gen<uint> Word = Gen.OneOf(Gen.UInt, Gen.UInt[0, 40], Gen.UInt[0x7ffffffe, 0x80000001], Gen.UInt[uint.MaxValue - 3, uint.MaxValue]);

    [Fact]
    public void Whatever_word_is_replaced_the_answer_is_a_status()
    {
        Gen.Select(Gen.Int[0, 100_000], Word, Gen.Int[1, 3]).Sample((place, word, kind) =>
        {
            using var session = new Session();
            var graph = new NativeGraph(session.Memory).Write(Sample());
            Replace(graph, kind, place, word);
            var support = new tg_support[2];
            var queried = session.Query(graph, support);
            var created = session.Create(graph, out var program);
            if (created == Tg.TG_OK)
                session.Check(session.Destroy(program));
            return IsStatus(queried) && IsStatus(created) && (created == Tg.TG_OK || session.Text.Length > 0);
        }, iter: 4000, threads: 1);
    }

    private static bool IsStatus(int status) => status is Tg.TG_OK or Tg.TG_INVALID_ARGUMENT or Tg.TG_TOO_NEW or Tg.TG_UNSUPPORTED or Tg.TG_OUT_OF_MEMORY;

    private static void Replace(tg_graph* graph, int kind, int place, uint word)
    {
        var (block, bytes) = kind switch
        {
            1 => ((nint)graph, sizeof(tg_graph)),
            2 => ((nint)(graph->values + (place % (int)graph->value_count)), sizeof(tg_value)),
            _ => ((nint)(graph->nodes + (place % (int)graph->node_count)), sizeof(tg_node)),
        };
        var offset = place / 7 * 4 % bytes;
        if (!IsCheckable(kind, offset, word))
            return;
        *(uint*)(block + offset) = word;
    }

    private static bool IsCheckable(int kind, int offset, uint word)
    {
        var isNoLongerCount = word <= 1;
        var isStrideWithinMemory = word <= 40 || word > Tg.TG_MAX_SIZE;
        return (kind, offset) switch
        {
            (1, 0) => word <= sizeof(tg_graph) + 64 || word > Tg.TG_MAX_SIZE,
            (1, 4) => true,
            (1, 76 or 84 or 100 or 108 or 116) => isStrideWithinMemory,
            (1, >= 72) => isNoLongerCount,
            (2, 68) => word is <= 2 or > Tg.TG_MAX_RANK,
            (2, >= 48) => true,
            (3, 48 or 52) => true,
            (3, 56 or 60 or 64) => isNoLongerCount,
            (3, 68) => isStrideWithinMemory,
            _ => false,
        };
    }

    private static Graph Sample()
    {
        var graph = new GraphBuilder("sample");
        var a = graph.Input("a", DType.Float32, new Shape(2, 2));
        var b = graph.Constant("b", Tensor.Of<float>([1, 2, 3, 4], 2, 2));
        var c = graph.Value("c", DType.Float32, new Shape(2, 2));
        var d = graph.Value("d", DType.Float32, new Shape(2, 2));
        graph.Node("Add", 14, [a, b], [c]);
        graph.Node(new Node(Misbehaviour.Domain, "Nowhere", 1, [c], [d], new AttributeList([NodeAttribute.Ints("is", 1, 2), NodeAttribute.String("s", "x")])));
        graph.Output(d);
        return graph.Build();
    }
}
