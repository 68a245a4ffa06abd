// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Cases;

namespace Tengen.Reference.Families;

/// <summary>Case parameters that the window operators share: strides, pads, dilations, auto.</summary>
internal static class Windowed
{
    public static void Attributes(CaseBuilder builder)
    {
        foreach (var name in (ReadOnlySpan<string>)["strides", "pads", "dilations"])
            if (builder.Has(name))
                builder.Attribute(NodeAttribute.Ints(name, builder.Ints(name)));
        builder.Attribute(NodeAttribute.String("auto_pad", builder.Text("auto", "NOTSET")));
    }

    public static void Pooling(CaseBuilder builder)
    {
        builder.Input("X", builder.Ints("x"));
        builder.Attribute(NodeAttribute.Ints("kernel_shape", builder.Ints("k")));
        builder.Attribute(NodeAttribute.Int("ceil_mode", builder.Int("ceil", 0)));
        Attributes(builder);
        var (extents, kernel) = (builder.Ints("x")[2..], builder.Ints("k"));
        var window = new WindowAttributes(new AttributeList(builder.Attributes), kernel.Length);
        for (var axis = 0; axis < kernel.Length; axis++)
            if (!window.AlwaysMeets(axis, (int)extents[axis], (int)kernel[axis]))
                throw new FormatException($"a window lies wholly in the padding of spatial axis {axis}: the specification gives it no value");
    }
}
