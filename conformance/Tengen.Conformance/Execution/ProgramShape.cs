// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Conformance.Execution;

/// <summary>TG-P-35: what a program says of its arguments against the graph it was compiled from.</summary>
internal static class ProgramShape
{
    /// <summary>The first disagreement in words, or null.</summary>
    public static string? Disagreement(Graph.Graph graph, ProgramInfo info)
    {
        if (info.InputCount != graph.Inputs.Length || info.OutputCount != graph.Outputs.Length)
            return $"the graph has {graph.Inputs.Length} inputs and {graph.Outputs.Length} outputs, the program says {info.InputCount} and {info.OutputCount}";
        var values = graph.Inputs.Concat(graph.Outputs).ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            var (value, argument) = (graph.Values[values[i]], info.Arguments[i]);
            if (argument.Type != value.Type)
                return $"argument {i} is {value.Type} in the graph, the program says {argument.Type}";
            if (i >= graph.Inputs.Length && !value.Shape.IsStatic && !argument.Is(ArgumentFlags.DataDependent))
                return $"argument {i} is {value.Shape} in the graph, which depends on data; the program does not say that it does";
            if (argument.Is(ArgumentFlags.DataDependent) ? !Bounds(argument.Shape, value.Shape) : argument.Shape != value.Shape)
                return $"argument {i} is {value.Shape} in the graph, the program says {argument.Shape}";
            var least = value.Type.BytesFor(Shape.CountOf(argument.Shape.Dims.AsSpan()));
            if ((long)argument.Bytes < least)
                return $"argument {i} needs {least} bytes, the program asks for {argument.Bytes}";
        }
        return null;
    }

    private static bool Bounds(Shape most, Shape shape) => most.IsStatic && most.Rank == shape.Rank && most.Dims.Zip(shape.Dims).All(pair => pair.First >= pair.Second);
}
