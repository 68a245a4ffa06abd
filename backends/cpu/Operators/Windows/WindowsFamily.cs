// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Operators;

/// <summary>Windows that slide over spatial axes.</summary>
internal static class WindowsFamily
{
    public static Operator[] Operators =>
    [
        new ConvOperator(),
        new ConvTransposeOperator(),
        new MaxPoolOperator(),
        new AveragePoolOperator(),
        new LpPoolOperator(),
        new GlobalAveragePoolOperator(),
        new GlobalMaxPoolOperator(),
    ];
}
