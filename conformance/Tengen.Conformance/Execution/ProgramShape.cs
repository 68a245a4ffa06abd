// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Host.Programs;

namespace Tengen.Conformance.Execution;

/// <summary>TG-P-35: what a program says of its arguments against the graph it was compiled from.</summary>
internal static class ProgramShape
{
    /// <summary>The first disagreement in words, or null.</summary>
    public static string? Disagreement(Graph.Graph graph, CompiledProgram program)
    {
        if (program.InputCount != graph.Inputs.Length || program.OutputCount != graph.Outputs.Length)
            return $"the graph has {graph.Inputs.Length} inputs and {graph.Outputs.Length} outputs, the program says {program.InputCount} and {program.OutputCount}";
        var values = graph.Inputs.Concat(graph.Outputs).ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            var (value, argument) = (graph.Values[values[i]], program.Arguments[i]);
            if (argument.Type != value.Type)
                return $"argument {i} is {value.Type} in the graph, the program says {argument.Type}";
            if (!argument.Dims.AsSpan().SequenceEqual(value.Shape.Dims.AsSpan()))
                return $"argument {i} is {value.Shape} in the graph, the program says {new Shape(argument.Dims)}";
            var least = value.Type.BytesFor(Shape.CountOf(value.Shape.Dims.AsSpan()));
            if (argument.Bytes < least)
                return $"argument {i} needs {least} bytes, the program asks for {argument.Bytes}";
        }
        return null;
    }
}
