// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Tests;

/// <summary>ONNX models made in code: opset 17, IR version 8.</summary>
internal static class Models
{
    private const ulong Float = 1;
    private const ulong Int64 = 7;
    private const ulong Bool = 9;

    /// <summary>softmax(relu(x W) + b) with x of [N, 4]: four operators.</summary>
    public static byte[] Mlp() => Model(Graph(
        [Value("x", Float, "N", 4)],
        [Value("y", Float, "N", 3)],
        [Weights("W", 1, 4, 3), Weights("b", 2, 3)],
        Proto.Node("MatMul", ["x", "W"], ["product"]),
        Proto.Node("Relu", ["product"], ["positive"]),
        Proto.Node("Add", ["positive", "b"], ["sum"]),
        Proto.Node("Softmax", ["sum"], ["y"])));

    /// <summary>Add, Tan (which no backend of the tests takes), Mul with the sum: the sum is read on both sides and is an output too.</summary>
    public static byte[] Mixed() => Model(Graph(
        [Value("x", Float, "N", 4)],
        [Value("sum", Float, "N", 4), Value("y", Float, "N", 4)],
        [Weights("w", 3, 4)],
        Proto.Node("Add", ["x", "w"], ["sum"]),
        Proto.Node("Softsign", ["sum"], ["sign"]),
        Proto.Node("Relu", ["sum"], ["positive"]),
        Proto.Node("Add", ["sign", "positive"], ["y"])));

    /// <summary>Reshape by a shape that nobody knows the length of, then Relu and Add on a value of unknown rank.</summary>
    public static byte[] Rankless() => Model(Graph(
        [Value("x", Float, 2, 6), Value("shape", Int64, "R")],
        [Named("y", Float)],
        [],
        Proto.Node("Relu", ["x"], ["positive"]),
        Proto.Node("Reshape", ["positive", "shape"], ["reshaped"]),
        Proto.Node("Relu", ["reshaped"], ["again"]),
        Proto.Node("Add", ["again", "reshaped"], ["y"])));

    /// <summary>Both branches of an If read a value of the outer graph.</summary>
    public static byte[] Branches() => Model(Graph(
        [Value("flag", Bool), Value("x", Float, 2, 4)],
        [Value("y", Float, 2, 4)],
        [Weights("w", 4, 4)],
        Proto.Node("Add", ["x", "w"], ["sum"]),
        Proto.Node("If", ["flag"], ["chosen"])
            .Message(5, Proto.GraphAttribute("then_branch", Branch("then", Proto.Node("Add", ["sum", "sum"], ["then_sum"]), Proto.Node("Relu", ["then_sum"], ["then_y"]))))
            .Message(5, Proto.GraphAttribute("else_branch", Branch("else", Proto.Node("Relu", ["sum"], ["else_relu"]), Proto.Node("Add", ["else_relu", "w"], ["else_y"])))),
        Proto.Node("Relu", ["chosen"], ["y"])));

    /// <summary>A convolutional network with weights that mean something; <paramref name="features"/> makes a matrix of the averages.</summary>
    public static byte[] Convolutions(Proto features) => Model(Graph(
        [Value("x", Float, "N", 3, 16, 16)],
        [Value("y", Float, "N", 10)],
        [Weights("k1", 5, 8, 3, 3, 3), Weights("c1", 6, 8), Weights("k2", 7, 16, 8, 3, 3), Weights("c2", 8, 16), Weights("W", 9, 16, 10), Weights("b", 10, 10), Numbers("axes", 2, 3)],
        Proto.Node("Conv", ["x", "k1", "c1"], ["conv1"]).Message(5, Ints("pads", 1, 1, 1, 1)).Message(5, Ints("kernel_shape", 3, 3)),
        Proto.Node("Relu", ["conv1"], ["relu1"]),
        Proto.Node("MaxPool", ["relu1"], ["pool"]).Message(5, Ints("kernel_shape", 2, 2)).Message(5, Ints("strides", 2, 2)),
        Proto.Node("Conv", ["pool", "k2", "c2"], ["conv2"]).Message(5, Ints("pads", 1, 1, 1, 1)).Message(5, Ints("kernel_shape", 3, 3)),
        Proto.Node("Relu", ["conv2"], ["relu2"]),
        Proto.Node("GlobalAveragePool", ["relu2"], ["average"]),
        features,
        Proto.Node("Gemm", ["features", "W", "b"], ["scores"]),
        Proto.Node("Softmax", ["scores"], ["y"])));

    /// <summary>What can stand between the averages and the Gemm of <see cref="Convolutions"/>.</summary>
    public static Proto[] Features => [Proto.Node("Flatten", ["average"], ["features"]), Proto.Node("Squeeze", ["average", "axes"], ["features"])];

    /// <summary>One Add, or a chain of <paramref name="nodes"/> alternating with Mul, on four floats.</summary>
    public static byte[] Chain(int nodes) => Model(Graph(
        [Value("v0", Float, 4)],
        [Value($"v{nodes}", Float, 4)],
        [Weights("w", 11, 4)],
        [.. Enumerable.Range(0, nodes).Select(i => Proto.Node(i % 2 == 0 ? "Add" : "Mul", [$"v{i}", "w"], [$"v{i + 1}"]))]));

    private static byte[] Model(Proto graph) => Proto.Model(graph).Bytes;

    private static Proto Branch(string name, params Proto[] nodes) => Graph([], [Value($"{name}_y", Float, 2, 4)], [], nodes).Text(2, name);

    private static Proto Graph(Proto[] inputs, Proto[] outputs, Proto[] constants, params Proto[] nodes)
    {
        var graph = new Proto().Text(2, "made");
        foreach (var node in nodes)
            graph.Message(1, node);
        foreach (var constant in constants)
            graph.Message(5, constant);
        foreach (var input in inputs)
            graph.Message(11, input);
        foreach (var output in outputs)
            graph.Message(12, output);
        return graph;
    }

    /// <summary>A dim is a number or the name of a symbol.</summary>
    private static Proto Value(string name, ulong type, params object[] dims)
    {
        var shape = new Proto();
        foreach (var dim in dims)
            shape.Message(1, dim is string symbol ? new Proto().Text(2, symbol) : new Proto().Int(1, Convert.ToUInt64(dim, System.Globalization.CultureInfo.InvariantCulture)));
        return new Proto().Text(1, name).Message(2, new Proto().Message(1, new Proto().Int(1, type).Message(2, shape)));
    }

    /// <summary>A tensor of unknown rank.</summary>
    private static Proto Named(string name, ulong type) => new Proto().Text(1, name).Message(2, new Proto().Message(1, new Proto().Int(1, type)));

    private static Proto Weights(string name, int seed, params long[] shape) => Constant(name, Float, TensorData.Random(seed, shape));

    private static Proto Numbers(string name, params long[] values) => Constant(name, Int64, TensorData.Of(values, values.Length));

    private static Proto Constant(string name, ulong type, TensorData data) =>
        data.Shape.Aggregate(new Proto(), (tensor, extent) => tensor.Int(1, (ulong)extent)).Int(2, type).Text(8, name).Raw(9, data.Bytes);

    private static Proto Ints(string name, params ulong[] values) => values.Aggregate(new Proto().Text(1, name), (attribute, value) => attribute.Int(8, value)).Int(20, 7);
}
