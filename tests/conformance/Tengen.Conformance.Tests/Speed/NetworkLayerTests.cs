// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Networks;
using Tengen.Graph;

namespace Tengen.Conformance.Tests.Speed;

using Graph = Tengen.Graph.Graph;

public sealed class NetworkLayerTests
{
    private static readonly Tensor Weight = Tensor.Of<float>([1, 2, 3, 4], 4);

    /// <summary>Add, Relu, Add of the same dims with other weights, Add of two values.</summary>
    private static readonly Graph Network = new()
    {
        Values = [Value("x"), Value("w", Weight), Value("a"), Value("r"), Value("v", Tensor.Of<float>([5, 6, 7, 8], 4)), Value("b"), Value("y")],
        Nodes = [Node("Add", [0, 1], 2), Node("Relu", [2], 3), Node("Add", [3, 4], 5), Node("Add", [5, 0], 6)],
        Inputs = [0],
        Outputs = [6],
    };

    [Fact]
    public void Layers_of_one_kind_are_one_whatever_their_weights() =>
        Assert.Equal([(0, "Add", 2), (1, "Relu", 1), (3, "Add", 1)], NetworkLayer.Distinct(Network).Select(layer => (layer.Index, layer.Node.Op, layer.Times)));

    [Fact]
    public void A_layer_alone_has_its_weights_inside_and_the_rest_as_inputs()
    {
        var graph = NetworkLayer.Distinct(Network)[0].Alone(Network, out var inputs);
        Assert.Equal([0], inputs);
        Assert.Same(Weight, graph.Values[graph.Nodes[0].Inputs[1]].Constant);
        Assert.Equal((1, 1, 3), (graph.Inputs.Length, graph.Outputs.Length, graph.Values.Length));
        NetworkLayer.Distinct(Network)[2].Alone(Network, out inputs);
        Assert.Equal([5, 0], inputs);
    }

    private static Value Value(string name, Tensor? constant = null) => new(name, DType.Float32, new Shape([4]), constant);

    private static Node Node(string op, int[] inputs, int output) => new("", op, 1, [.. inputs], [output], AttributeList.Empty);
}
