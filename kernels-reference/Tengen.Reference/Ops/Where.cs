// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>A choice between two tensors. Source: ONNX Where-16.</summary>
internal sealed class Where : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Where",
        Versions = [9, 16],
        Inputs = [new("condition", [DType.Bool], "B"), new("X", Types.Tensors, "T"), new("Y", Types.Tensors, "T")],
        Outputs = [new("output", Types.Tensors, "T")],
        Infer = static context => ShapeRules.Broadcast(context, context.InputType(1)),
        Summary = "output = X where condition is true, otherwise Y, with numpy broadcasting of all three. Bits are kept. ONNX Where-16.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (condition, result) = (context.Integers(0), context.Plain(0));
        var maps = Enumerable.Range(0, 3).Select(input => Broadcast.Of(context, input)).ToArray();
        for (var i = 0; i < result.Count; i++)
        {
            var chosen = condition[maps[0][i]] != 0 ? 1 : 2;
            Element.Copy(context.Input(chosen), maps[chosen][i], result, i);
        }
    }

    public static CaseSpace Cases { get; } = new(Movement.TensorCaseTypes,
        ["c=3x67,x=3x67,y=3x67", "c=1,x=17,y=1", "c=4x1,x=1x5,y=5", "c=2x3x5,x=scalar,y=3x5", "c=0,x=0,y=0", "c=scalar,x=15,y=15"], DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("condition", DType.Bool, builder.Ints("c"));
        builder.Input("X", builder.Ints("x"));
        builder.Input("Y", builder.Ints("y"));
    }
}
