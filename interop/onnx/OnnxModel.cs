// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Collections.Immutable;
using Tengen.Interop.Onnx.Graphs;
using Tengen.Interop.Onnx.Protos;
using Tengen.Interop.Onnx.Wire;

namespace Tengen.Interop.Onnx;

using Tengen.Graph;

/// <summary>
/// An ONNX model. Weights stay in the file's memory, at any alignment; the tensors keep it. The graph is sorted and its functions
/// are inlined, but it is not canonical: <see cref="Node.Version"/> is the opset imported for the node's domain, and values that the
/// file gives no type have an opaque dtype and an unknown shape.
/// </summary>
public sealed record OnnxModel
{
    public required Graph Graph { get; init; }

    /// <summary>What each of the file's graph inputs is; those that an initializer fills are left out, as in <see cref="Graph"/>.</summary>
    public required ImmutableArray<OnnxValueKind> InputKinds { get; init; }

    public required ImmutableArray<OnnxValueKind> OutputKinds { get; init; }

    /// <summary>Opset by domain; the empty string is ONNX's own.</summary>
    public required FrozenDictionary<string, int> Opsets { get; init; }

    public required long IrVersion { get; init; }

    public required string Producer { get; init; }

    public required string ProducerVersion { get; init; }

    public required FrozenDictionary<string, string> Metadata { get; init; }

    /// <summary>The model-local functions, as <c>domain.Name</c>.</summary>
    public required ImmutableArray<string> Functions { get; init; }

    /// <summary>
    /// Reads a file, whose external data lies beside it. Files above 64 KiB stay mapped as long as a tensor of the model is reachable: they
    /// may be renamed, replaced by another file or unlinked, but whoever shortens one in place ends the process (SIGBUS at the next access).
    /// </summary>
    /// <exception cref="OnnxException">The file is refused.</exception>
    public static OnnxModel Load(string path, OnnxLimits? limits = null) =>
        Read(InputFile.Open(path), path, Path.GetDirectoryName(Path.GetFullPath(path)), limits);

    /// <summary>Reads from memory that the caller leaves unchanged; external data is refused without a <paramref name="directory"/>.</summary>
    /// <exception cref="OnnxException">The bytes are refused.</exception>
    public static OnnxModel Read(Storage bytes, string file = "", string? directory = null, OnnxLimits? limits = null)
    {
        limits ??= OnnxLimits.Default;
        var model = ModelReader.Read(new ReadContext(bytes, file, directory, limits));
        if (model.Graph is null)
            throw new OnnxException(file, bytes.Length, "", "is no ONNX model: it has no graph");
        var budget = new GraphBudget(limits, file);
        new FunctionInliner(model, budget, file).Run();
        var graph = new GraphAssembler(model.Graph, null, new FreeNames(budget), budget, file).Assemble();
        GC.KeepAlive(bytes);
        var inputs = graph.Inputs.Select(input => graph.Values[input].Name).ToHashSet(StringComparer.Ordinal);
        return new OnnxModel
        {
            Graph = graph,
            InputKinds = [.. model.Graph.Inputs.Where(input => inputs.Contains(input.Name)).Select(input => input.Type.Kind)],
            OutputKinds = [.. model.Graph.Outputs.Select(output => output.Type.Kind)],
            Opsets = model.Opsets.ToFrozenDictionary(StringComparer.Ordinal),
            IrVersion = model.IrVersion,
            Producer = model.Producer,
            ProducerVersion = model.ProducerVersion,
            Metadata = model.Metadata.ToFrozenDictionary(StringComparer.Ordinal),
            Functions = [.. model.Functions.Select(function => function.Domain.Length == 0 ? function.Name : $"{function.Domain}.{function.Name}")],
        };
    }
}
