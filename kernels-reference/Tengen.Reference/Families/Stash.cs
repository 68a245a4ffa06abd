// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;

namespace Tengen.Reference.Families;

/// <summary>
/// The attribute stash_type of normalisations: the floating-point precision of stage one (everything before scale and bias), to which X is
/// cast first. Source: the functions of ONNX LayerNormalization-17, GroupNormalization-21 and RMSNormalization-23.
/// </summary>
internal static class Stash
{
    public static AttributeContract Attribute { get; } = new("stash_type", AttributeType.Int, 1);

    public static DType Of(AttributeList attributes) => Types.FromOnnx(attributes.Int(Attribute.Name, 1)) ?? DType.Opaque;

    /// <exception cref="GraphException">The attribute names no floating-point type.</exception>
    public static DType Checked(ShapeContext context) => Of(context.Attributes) is var type && Types.Floats.Contains(type)
        ? type
        : throw context.Error(Attribute.Name, $"{context.Attributes.Int(Attribute.Name, 1)} is no floating-point type to compute in");

    /// <summary>The attribute from the parameter <c>stash</c> of a case.</summary>
    public static void Build(CaseBuilder builder)
    {
        if (builder.Has("stash"))
            builder.Attribute(NodeAttribute.Int(Attribute.Name, Types.ToOnnx(QuantisedCases.Type(builder, "stash"))));
    }
}
