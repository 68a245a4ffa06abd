// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Tests.Fuzz;

/// <summary>Well-formed files that together use every message that the reader knows.</summary>
internal static class Seeds
{
    public const string WeightFile = "w.bin";

    public static Proto[] Models() => [Nested(), Functions(), PassedGraph(), Weights()];

    public static Proto[] Tensors() =>
    [
        new Proto().Int(1, 2).Int(1, 3).Int(2, 1).Text(8, "raw").Raw(9, new byte[24]),
        new Proto().Raw(1, [2, 2]).Int(2, 1).Raw(4, new byte[16]),
        new Proto().Int(1, 3).Int(2, 22).Raw(5, [1, 2]),
        new Proto().Int(1, 2).Int(2, 7).Int(7, 1).Int(7, ulong.MaxValue),
        new Proto().Int(1, 2).Int(2, 14).Raw(4, new byte[16]),
        new Proto().Int(1, 1).Int(2, 11).Raw(10, new byte[8]),
        new Proto().Int(1, 2).Int(2, 12).Raw(11, [1, 2]),
        new Proto().Int(1, 2).Int(2, 8).Text(6, "one").Text(6, "two"),
        ExternalTensor("external"),
    ];

    private static Proto ExternalTensor(string name) => new Proto().Int(1, 4).Int(2, 1).Text(8, name).Int(14, 1)
        .Message(13, Entry("location", WeightFile)).Message(13, Entry("offset", "16")).Message(13, Entry("length", "16"));

    private static Proto Entry(string key, string value) => new Proto().Text(1, key).Text(2, value);

    private static Proto Branch(params Proto[] nodes) => nodes.Aggregate(new Proto(), (graph, node) => graph.Message(1, node)).Message(12, Typed("r"));

    private static Proto Typed(string name)
    {
        var shape = new Proto().Message(1, new Proto().Text(2, "N")).Message(1, new Proto().Int(1, 3)).Message(1, new Proto());
        return Proto.Value(name).Message(2, new Proto().Message(1, new Proto().Int(1, 1).Message(2, shape)));
    }

    private static Proto If(string condition, string output, Proto then, Proto otherwise) => Proto.Node("If", [condition], [output])
        .Message(5, Proto.GraphAttribute("then_branch", then)).Message(5, Proto.GraphAttribute("else_branch", otherwise));

    private static Proto Nested()
    {
        var inner = Branch(Proto.Node("Add", ["x", "t"], ["r"]));
        var outer = Branch(Proto.Node("Neg", ["x"], ["t"]), If("t", "r", inner, Branch(Proto.Node("Abs", ["t"], ["r"]))));
        var scan = Proto.Node("Block", ["x"], ["z"]).Message(5, new Proto().Text(1, "bodies").Message(11, inner).Message(11, outer).Int(20, 10));
        return Proto.Model(Proto.Graph("x", "y", Proto.Node("Relu", ["x"], ["t"]), If("x", "y", outer, inner), scan).Message(13, Typed("t")));
    }

    private static Proto Functions()
    {
        var alpha = new Proto().Text(1, "alpha").Text(21, "slope").Int(20, 1);
        var model = Proto.Model(Proto.Graph("x", "y", Proto.Node("F0", ["x"], ["p", "q"], "me").Message(5, new Proto().Text(1, "slope").Single(2, 5, [0, 0, 128, 63]).Int(20, 1)),
            Proto.Node("Clip", ["p", "q"], ["y"])), "me").Message(14, Entry("author", "nobody"));
        return model
            .Message(25, Proto.Function("F0", ["a", "bias"], ["b", "bias"], If("a", "b", Branch(Proto.Node("F1", ["a"], ["r"], "me")), Branch(Proto.Node("Elu", ["a"], ["r"]).Message(5, alpha)))))
            .Message(25, Proto.Function("F1", ["a"], ["b"], Proto.Node("F2", ["a"], ["t"], "me"), Proto.Node("Add", ["t", "a"], ["b"]))
                .Message(11, new Proto().Text(1, "gain").Int(3, 4).Int(20, 2)))
            .Message(25, Proto.Function("F2", ["a"], ["a"]));
    }

    private static Proto PassedGraph()
    {
        var use = Proto.Node("Block", ["a"], ["t"]).Message(5, new Proto().Text(1, "body").Text(21, "g").Int(20, 5));
        var call = Proto.Node("F0", ["x"], ["y"], "me").Message(5, Proto.GraphAttribute("g", Branch(Proto.Node("Abs", ["x"], ["r"]))));
        return Proto.Model(Proto.Graph("x", "y", call), "me")
            .Message(25, Proto.Function("F0", ["a"], ["b"], use, Proto.Node("F1", ["t"], ["b"], "me").Message(5, new Proto().Text(1, "g").Text(21, "g").Int(20, 5))))
            .Message(25, Proto.Function("F1", ["a"], ["b"], Proto.Node("Block", ["a"], ["b"]).Message(5, new Proto().Text(1, "body").Text(21, "g").Int(20, 5))));
    }

    private static Proto Weights()
    {
        var sparse = new Proto().Message(1, new Proto().Int(1, 1).Int(2, 1).Text(8, "sparse").Raw(9, new byte[4]))
            .Message(2, new Proto().Int(1, 1).Int(2, 7).Int(7, 2)).Int(3, 2).Int(3, 3);
        var constant = Proto.Node("Constant", [], ["c"]).Message(5, new Proto().Text(1, "sparse_value").Message(22, sparse).Int(20, 11));
        var fill = Proto.Node("ConstantOfShape", ["s"], ["w"]).Message(5, new Proto().Text(1, "value").Message(5, new Proto().Int(1, 1).Int(2, 1).Raw(9, new byte[4])).Int(20, 4));
        var lists = Proto.Node("Lists", ["x"], ["l"]).Message(5, new Proto().Text(1, "i").Int(8, 1).Int(8, 2).Int(20, 7)).Message(5, new Proto().Text(1, "f").Raw(7, new byte[8]).Int(20, 6))
            .Message(5, new Proto().Text(1, "s").Text(9, "one").Int(20, 8)).Message(5, new Proto().Text(1, "t").Message(10, Tensors()[0]).Int(20, 9));
        return Proto.Model(Proto.Graph("x", "y", constant, fill, lists, Proto.Node("Conv", ["x", "w"], ["y"]))
            .Message(5, ExternalTensor("e")).Message(5, new Proto().Int(1, 4).Int(2, 7).Text(8, "s").Raw(7, [2, 3, 1, 1])).Message(15, sparse));
    }
}
