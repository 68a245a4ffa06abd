// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph.Operators;

/// <summary>What a shape rule sees of one node and where it puts its result. Used by one thread; not kept after the rule returns.</summary>
public abstract class ShapeContext
{
    /// <summary>The node in canonical form.</summary>
    public abstract Node Node { get; }

    public abstract bool HasInput(int index);

    public abstract DType InputType(int index);

    /// <summary>Dims of an input; unknown rank only when the host could not infer it.</summary>
    public abstract Shape InputShape(int index);

    /// <summary>The elements of an input when they are known now, otherwise null.</summary>
    public abstract Tensor? InputValue(int index);

    /// <summary>A dim that is known only at run time, within the given range.</summary>
    public abstract long NewDim(string reason, long min = 0, long max = long.MaxValue);

    /// <summary>Range and multiple of a symbolic dim.</summary>
    public abstract Symbol SymbolOf(long dim);

    public abstract void SetOutput(int index, DType type, Shape shape);

    /// <summary>The dtype that the graph declares for an output, or opaque when it declares none (Cast's authority).</summary>
    public abstract DType DeclaredType(int index);

    /// <summary>Refuses the node: a <see cref="GraphException"/> that names the node and the rule <c>op:Name.what</c>.</summary>
    public GraphException Error(string what, string message) => new($"op:{Node.Op}.{what}", $"{Node}: {message}");

    public AttributeList Attributes => Node.Attributes;
}
