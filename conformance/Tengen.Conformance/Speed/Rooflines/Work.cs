// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Sets;
using Tengen.Reference;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Speed.Rooflines;

/// <summary>What a program has to do at least, from the oracle's kernel and the graph: no formula per operator.</summary>
/// <param name="Type">dtype of the case.</param>
/// <param name="Operations">Floating-point operations of the kernel, or of its floating-point twin.</param>
/// <param name="Bytes">Inputs, constants and outputs, each once.</param>
public readonly record struct Work(string Type, long Operations, long Bytes)
{
    /// <param name="id">Case id.</param>
    /// <param name="counted">Case id of a floating-point twin that counts the operations; null where the case itself does.</param>
    public static Work Of(string id, string? counted = null)
    {
        var instance = Case.Parse(id).Materialise();
        var call = counted is null ? instance.Call : Case.Parse(counted).Materialise().Call;
        var values = instance.Graph.Nodes[0].Inputs.Concat(instance.Graph.Nodes[0].Outputs).Where(value => value != Graph.Node.Absent).Distinct().Select(index => instance.Graph.Values[index]);
        return new Work(instance.Case.Type.ToString(), Oracle.Operations(call), values.Sum(value => value.Type.BytesFor(Graph.Shape.CountOf(value.Shape.Dims.AsSpan()))));
    }

    public static Work Of(BenchItem item) => item.Known ?? Of(item.Case, item.Counted);
}
