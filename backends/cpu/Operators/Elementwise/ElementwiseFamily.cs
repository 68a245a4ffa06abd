// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Elementwise;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>Functions of each element, with broadcasting.</summary>
internal static class ElementwiseFamily
{
    public static Operator[] Operators =>
    [
        new BinaryOperator("Add"),
        new BinaryOperator("Sub"),
        new BinaryOperator("Mul"),
        new BinaryOperator("Div"),
        new SumOperator(),
        new ReluOperator(),
        new UnaryOperator<ExpFunction>("Exp"),
        new UnaryOperator<SigmoidFunction>("Sigmoid"),
        new UnaryOperator<ErfFunction>("Erf"),
        new GeluOperator(),
        new CastOperator(),
    ];
}
