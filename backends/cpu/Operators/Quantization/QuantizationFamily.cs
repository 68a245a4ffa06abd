// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Operators;

/// <summary>Numbers as integers with scale and zero point.</summary>
internal static class QuantizationFamily
{
    public static Operator[] Operators =>
    [
        new QuantizeLinearOperator(),
        new DequantizeLinearOperator(),
        new DynamicQuantizeLinearOperator(),
        new MatMulIntegerOperator(),
        new QLinearMatMulOperator(),
        new ConvIntegerOperator(),
        new QLinearConvOperator(),
    ];
}
