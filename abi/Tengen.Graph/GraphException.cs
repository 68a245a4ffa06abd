// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph;

/// <summary>A graph that breaks a rule. The message names the rule, the object and the values.</summary>
public sealed class GraphException(string rule, string message) : Exception($"{rule}: {message}")
{
    /// <summary>The label of the broken rule, such as <c>graph.order</c>.</summary>
    public string Rule { get; } = rule;
}
