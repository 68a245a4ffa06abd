// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph.Operators;

/// <summary>What an upgrade rule sees of a node in an older form. The rule assigns <see cref="Node"/> its canonical form.</summary>
public abstract class UpgradeContext
{
    /// <summary>The node as written; set it to the rewritten node. Its version is set to the canonical one afterwards.</summary>
    public abstract Node Node { get; set; }

    /// <summary>Dtype of an input, or opaque when not known yet.</summary>
    public abstract DType InputType(int index);

    /// <summary>Dims of an input; unknown rank when not known yet.</summary>
    public abstract Shape InputShape(int index);

    /// <summary>The elements of an input when it is a constant, otherwise null.</summary>
    public abstract Tensor? InputValue(int index);

    /// <summary>Adds a constant to the graph and returns its value index (an attribute that became an input).</summary>
    public abstract int Constant(Tensor tensor);

    /// <summary>Refuses the node: rule <c>op:Name.version</c> and why.</summary>
    public GraphException Error(string message) => new($"op:{Node.Op}.version", $"{Node}: {message}");
}
