// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The input itself. Source: ONNX Identity-25, for tensors.</summary>
internal sealed class Identity : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Identity",
        Versions = [1, 13, 14, 16, 19, 21, 23, 24, 25],
        Inputs = [new("input", Types.Any, "V")],
        Outputs = [new("output", Types.Any, "V")],
        Infer = ShapeRules.Same,
        Summary = "The output holds the bits of the input, NaN payloads included. ONNX Identity-25, tensors only.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Movement.Copy(context);

    public static CaseSpace Cases { get; } = new(Movement.NarrowCaseTypes, ["x=3x67", "x=1", "x=0", "x=scalar"], DataSets.Moves);

    public static void Build(CaseBuilder builder) => builder.Input("input", builder.Ints("x"));
}
