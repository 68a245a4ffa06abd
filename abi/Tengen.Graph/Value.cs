// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph;

/// <summary>A value of a graph: graph input, constant, or the output of exactly one node. Referred to by its index.</summary>
/// <param name="Name">For people and for diagnostics; unique in the graph, may be empty.</param>
/// <param name="Type">Element type; <see cref="DType.Opaque"/> for what is no tensor.</param>
/// <param name="Shape">Dims; unknown rank only in graphs that are merely queried.</param>
/// <param name="Constant">The elements when the value is a constant, otherwise null.</param>
public sealed record Value(string Name, DType Type, Shape Shape, Tensor? Constant = null)
{
    public bool IsConstant => Constant is not null;

    public static Value Of(string name, Tensor constant) => new(name, constant.Type, new Shape(constant.Dims), constant);

    public override string ToString() => $"{Name}:{Type}{Shape}";
}
