// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;

namespace Tengen.Reference.Families;

/// <summary>Operators that drop or add axes of extent 1, listed by input 1. Source: ONNX Squeeze-25, Unsqueeze-25.</summary>
internal static class UnitAxes
{
    public static OperatorContract Contract(string name, bool optional, Action<ShapeContext> infer, string summary) => new()
    {
        Name = name,
        Versions = [1, 11, 13, 21, 23, 24, 25],
        Inputs = [new("data", Types.Any, "T"), new("axes", [DType.Int64], "tensor(int64)", Optional: optional)],
        Outputs = [new(name == "Squeeze" ? "squeezed" : "expanded", Types.Any, "T")],
        ShapeInputs = [1],
        Upgrade = Reduction.AxesBecomeAnInput,
        Infer = infer,
        Summary = summary,
    };

    /// <summary>The axes that input 1 lists, or null when they are not known now.</summary>
    /// <exception cref="GraphException">One is out of range or listed twice.</exception>
    public static int[]? Listed(ShapeContext context, Func<int, int> rankOf)
    {
        if (context.Known(1) is not { } axes)
            return null;
        int[] listed = [.. axes.Select(axis => context.Axis(axis, rankOf(axes.Length)))];
        return listed.Distinct().Count() == listed.Length ? listed : throw context.Error("axes", $"[{string.Join(',', axes)}] lists an axis twice");
    }

    public static void Build(CaseBuilder builder)
    {
        builder.Input("data", builder.Ints("x"));
        if (builder.Has("axes"))
            builder.Constant("axes", Tensor.Of<long>(builder.Ints("axes"), builder.Ints("axes").Length));
    }
}
