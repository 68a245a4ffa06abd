// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Operators;

/// <summary>Sums of products.</summary>
internal static class ProductsFamily
{
    public static Operator[] Operators =>
    [
        new GemmOperator(),
        new MatMulOperator(),
        new EinsumOperator(),
    ];
}
