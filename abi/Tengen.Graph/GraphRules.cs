// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph;

/// <summary>
/// The structural rules of a graph, checked before any backend sees it. Made for hostile input: nothing in a graph is believed, and the
/// cost is linear in its size. Each rule is labelled <c>graph.*</c>.
/// </summary>
public static class GraphRules
{
    /// <summary>Deepest nesting of graph-typed attributes.</summary>
    public const int MaxDepth = 32;

    /// <exception cref="GraphException">The first broken rule, with the object and the values.</exception>
    public static void Check(Graph graph) => Check(graph, null, [], 0, distinct: true);

    /// <summary>As <see cref="Check(Graph)"/>, for a graph as a model file holds it: an output may be an input, a constant, or an output twice.</summary>
    public static void CheckAsWritten(Graph graph) => Check(graph, null, [], 0, distinct: false);

    private static void Check(Graph graph, Graph? outer, bool[] reachable, int depth, bool distinct)
    {
        if (depth > MaxDepth)
            throw new GraphException("graph.depth", $"{graph}: bodies are nested more than {MaxDepth} deep");
        if (graph.Name.Contains('\0', StringComparison.Ordinal))
            throw new GraphException("graph.name", $"the name of {graph} holds a NUL");
        CheckSymbols(graph);
        for (var i = 0; i < graph.Values.Length; i++)
            ValueRules.Check(graph, i);
        var known = Sources(graph, outer, reachable);
        for (var i = 0; i < graph.Nodes.Length; i++)
        {
            var bodies = NodeRules.Bodies(graph.Nodes[i]).ToList();
            var before = bodies.Count > 0 ? (bool[])known.Clone() : known;
            NodeRules.Check(graph, i, known);
            foreach (var body in bodies)
                Check(body, graph, before, depth + 1, distinct: false);
        }
        CheckOutputs(graph, known, distinct);
        CheckAliases(graph);
    }

    private static bool[] Sources(Graph graph, Graph? outer, bool[] reachable)
    {
        var known = new bool[graph.Values.Length];
        for (var i = 0; i < known.Length; i++)
            known[i] = graph.Values[i].IsConstant;
        foreach (var input in graph.Inputs)
        {
            Index(graph, input, "an input");
            if (known[input])
                throw new GraphException("graph.inputs", $"{graph}: value {input} '{graph.Values[input].Name}' is an input twice, or an input and a constant");
            known[input] = true;
        }
        foreach (var capture in graph.Captures)
        {
            if (outer is null)
                throw new GraphException("graph.captures", $"{graph}: only a body captures values");
            Index(graph, capture.Inner, "a capture");
            Index(outer, capture.Outer, "a captured value");
            if (!reachable[capture.Outer])
                throw new GraphException("graph.order", $"{graph}: value {capture.Outer} '{outer.Values[capture.Outer].Name}' is captured before anything produces it");
            if (known[capture.Inner])
                throw new GraphException("graph.captures", $"{graph}: value {capture.Inner} is captured and has another source");
            known[capture.Inner] = true;
        }
        return known;
    }

    private static void CheckSymbols(Graph graph)
    {
        foreach (var symbol in graph.Symbols)
            if (symbol.Min < 0 || symbol.Max < symbol.Min || symbol.Multiple < 1 || symbol.Likely < 0)
                throw new GraphException("graph.symbols", $"{graph}: symbol '{symbol.Name}' lies in [{symbol.Min}, {symbol.Max}], multiple of {symbol.Multiple}, likely {symbol.Likely}");
    }

    private static void CheckOutputs(Graph graph, bool[] known, bool distinct)
    {
        var sources = new HashSet<int>(graph.Inputs.Concat(graph.Captures.Select(capture => capture.Inner)));
        var seen = new HashSet<int>();
        foreach (var output in graph.Outputs)
        {
            Index(graph, output, "an output");
            if (!known[output])
                throw new GraphException("graph.outputs", $"{graph}: output {output} '{graph.Values[output].Name}' is produced by nothing");
            if (distinct && (sources.Contains(output) || graph.Values[output].IsConstant))
                throw new GraphException("graph.outputs", $"{graph}: output {output} '{graph.Values[output].Name}' is an input or a constant");
            if (distinct && !seen.Add(output))
                throw new GraphException("graph.outputs", $"{graph}: value {output} '{graph.Values[output].Name}' is an output twice");
        }
    }

    private static void CheckAliases(Graph graph)
    {
        var inputs = new HashSet<int>();
        var outputs = new HashSet<int>();
        foreach (var alias in graph.Aliases)
        {
            if ((uint)alias.Input >= (uint)graph.Inputs.Length || (uint)alias.Output >= (uint)graph.Outputs.Length)
                throw new GraphException("graph.aliases", $"{graph}: {alias} is outside {graph.Inputs.Length} inputs and {graph.Outputs.Length} outputs");
            if (!inputs.Add(alias.Input) || !outputs.Add(alias.Output))
                throw new GraphException("graph.aliases", $"{graph}: {alias} repeats an input or an output");
            var input = graph.Values[graph.Inputs[alias.Input]];
            var output = graph.Values[graph.Outputs[alias.Output]];
            if (input.Type != output.Type || input.Shape != output.Shape)
                throw new GraphException("graph.aliases", $"{graph}: {input} and {output} are aliases of different type or shape");
        }
    }

    internal static void Index(Graph graph, int value, string what)
    {
        if ((uint)value >= (uint)graph.Values.Length)
            throw new GraphException("graph.indices", $"{graph}: {what} is value {value}, there are {graph.Values.Length}");
    }
}
