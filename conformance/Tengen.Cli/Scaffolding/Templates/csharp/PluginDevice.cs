using Tengen.Graph;
using Tengen.Plugin;

namespace {{Name}};

/// <summary>An open device that takes Relu and Neg of f32: one function per element, so that graphs of any shape are a loop each.</summary>
internal sealed class {{Name}}Device(OpenRequest request) : Device(request)
{
    public override IReadOnlyList<Support> Query(Graph graph, OptionSet options) =>
        [.. graph.Nodes.Select(node => Judge(graph, node))];

    public override Tengen.Plugin.Program Compile(CompileRequest request) => new {{Name}}Program(request.Graphs[0]);

    /// <summary>A claim is a promise: what is said YES to here compiles and is certified.</summary>
    private static Support Judge(Graph graph, Node node)
    {
        if (node.Domain.Length > 0 || {{Name}}Program.Find(node.Op) is null)
            return Support.No(Why.Op, "there are Relu and Neg of ONNX's own domain");
        if (graph.Nodes.Length != 1 || graph.Aliases.Length > 0)
            return Support.No(Why.Context, "a program here is one node");
        var input = graph.Values[node.Inputs[0]];
        if (input.Type != DType.Float32)
            return Support.No(Why.DType, $"{input.Type} is not f32");
        return input.Shape.IsStatic ? Support.Yes : Support.IfStatic("dims must be numbers");
    }
}
