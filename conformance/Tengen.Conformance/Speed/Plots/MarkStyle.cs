// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Speed.Plots;

/// <summary>How what belongs together is marked: a colour, and a shape around the origin as SVG path data.</summary>
internal sealed record MarkStyle(string Colour, string Path)
{
    private const string Circle = "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", Square = "M-3.6-3.6h7.2v7.2h-7.2z", Diamond = "M0-5.2L5.2 0L0 5.2L-5.2 0z", Up = "M0-4.8L4.8 3.6h-9.6z", Down = "M0 4.8L4.8-3.6h-9.6z", Cross = "M-4.5-1.5h3v-3h3v3h3v3h-3v3h-3v-3h-3z";

    /// <summary>Colours that differ in lightness too, after Okabe and Ito (Color Universal Design, 2008), dark enough for white paper.</summary>
    private static readonly Dictionary<string, MarkStyle> Types = new(StringComparer.Ordinal)
    {
        ["f32"] = new("#0072b2", Circle),
        ["f64"] = new("#8f5a9e", Square),
        ["f16"] = new("#b87700", Up),
        ["bf16"] = new("#c24a00", Down),
        ["i8"] = new("#007f5c", Diamond),
        ["u8"] = new("#2a8fd0", Cross),
    };

    public static MarkStyle Better { get; } = new("#0072b2", Circle);

    public static MarkStyle Worse { get; } = new("#c24a00", Down);

    public static MarkStyle Of(string type) => Types.GetValueOrDefault(type) ?? new("#777", Circle);
}
