// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph.Operators;

/// <summary>What an upgrade rule sees of a node in an older form. The rule assigns <see cref="Node"/> its canonical form.</summary>
public abstract class UpgradeContext
{
    /// <summary>The node as written; set it to the rewritten node, which may be of another operator. Its version is set to that operator's canonical one afterwards.</summary>
    public abstract Node Node { get; set; }

    /// <summary>Dtype of an input, or opaque when not known yet.</summary>
    public abstract DType InputType(int index);

    /// <summary>Dims of an input; unknown rank when not known yet.</summary>
    public abstract Shape InputShape(int index);

    /// <summary>The elements of an input when it is a constant, otherwise null.</summary>
    public abstract Tensor? InputValue(int index);

    /// <summary>Adds a constant to the graph and returns its value index (an attribute that became an input).</summary>
    public abstract int Constant(Tensor tensor);

    /// <summary>Adds a value that an emitted node will produce and returns its index. Dtype and shape are inferred later.</summary>
    public abstract int Value();

    /// <summary>
    /// Puts a further node before <see cref="Node"/>; several run in the order of the calls. Like <see cref="Node"/> it is in the newest
    /// form of its operator, and its version is set afterwards.
    /// </summary>
    public abstract void Emit(Node node);

    /// <summary>Refuses the node: rule <c>op:Name.version</c> and why.</summary>
    public GraphException Error(string message) => new($"op:{Node.Op}.version", $"{Node}: {message}");
}
