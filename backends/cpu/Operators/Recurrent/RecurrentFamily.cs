// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Operators;

/// <summary>States that are carried along a sequence.</summary>
internal static class RecurrentFamily
{
    public static Operator[] Operators =>
    [
        new RnnOperator(),
        new GruOperator(),
        new LstmOperator(),
    ];
}
