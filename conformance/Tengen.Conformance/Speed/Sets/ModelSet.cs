// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Networks;
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Rooflines;
using Tengen.Graph;
using Tengen.Reference;

namespace Tengen.Conformance.Speed.Sets;

/// <summary>
/// The parts of an ONNX model that are timed: the whole network, then every kind of its layers alone. Ids read <c>model/f32/NAME/12-Conv.x6/seed=1</c>: a kind
/// that occurs six times, first as node 12.
/// </summary>
public static class ModelSet
{
    private const ulong Seed = 1;

    /// <param name="path">An ONNX model.</param>
    /// <exception cref="Interop.Onnx.OnnxException">The file is refused.</exception>
    /// <exception cref="GraphException">The graph breaks a rule.</exception>
    public static IReadOnlyList<BenchItem> Of(string path)
    {
        path = Path.GetFullPath(path);
        var graph = Network.Load(path, Seed).Graph;
        var (name, type) = (NameOf(path), TypeOf(graph));
        var layers = NetworkLayer.Distinct(graph).Select(layer => (Layer: layer, Work: WorkOf(graph, layer))).ToList();
        var whole = new Work(type.ToString(), layers.Sum(entry => entry.Layer.Times * entry.Work.Operations), Bytes(graph, graph.Inputs.Concat(graph.Outputs).Concat(Enumerable.Range(0, graph.Values.Length).Where(value => graph.Values[value].Constant is not null))));
        return
        [
            new BenchItem(name, $"model/{type}/{name}/whole/seed={Seed}", null) { Model = new ModelPart(path, Seed, null), Known = whole },
            .. layers.Select(entry => new BenchItem(name, $"model/{entry.Work.Type}/{name}/{entry.Layer.Index}-{entry.Layer.Node.Op}{(entry.Layer.Times == 1 ? "" : $".x{entry.Layer.Times}")}/seed={Seed}", null)
            {
                Model = new ModelPart(path, Seed, entry.Layer.Index),
                Known = entry.Work,
            }),
        ];
    }

    /// <summary>That of the file, or of its folder where the file is called <c>model</c> as everywhere.</summary>
    private static string NameOf(string path) =>
        Path.GetFileNameWithoutExtension(path) is var name && name != "model" ? name : Path.GetFileName(Path.GetDirectoryName(path)) is { Length: > 0 } folder ? folder : name;

    private static DType TypeOf(Graph.Graph graph) => graph.Inputs.Concat(graph.Outputs).Select(value => graph.Values[value].Type).FirstOrDefault(type => type.IsFloat, DType.Float32);

    /// <summary>As of a case: the oracle's kernel counts, and every value of the layer moves once.</summary>
    private static Work WorkOf(Graph.Graph graph, NetworkLayer layer)
    {
        var node = layer.Node;
        var types = node.Inputs.Concat(node.Outputs).Where(value => value != Node.Absent).Select(value => graph.Values[value].Type).ToList();
        var call = Oracle.Prepare(node, [.. node.Inputs.Select(value => value == Node.Absent ? null : graph.Values[value].Constant ?? new Tensor(graph.Values[value].Type, graph.Values[value].Shape.Dims.AsSpan()))], [.. node.Outputs.Select(value => value == Node.Absent ? default : graph.Values[value].Type)]);
        return new Work(types.FirstOrDefault(type => type.IsFloat, types[0]).ToString(), Oracle.Operations(call), Bytes(graph, node.Inputs.Concat(node.Outputs).Where(value => value != Node.Absent)));
    }

    private static long Bytes(Graph.Graph graph, IEnumerable<int> values) => values.Distinct().Sum(value => graph.Values[value].Type.BytesFor(Shape.CountOf(graph.Values[value].Shape.Dims.AsSpan())));
}
