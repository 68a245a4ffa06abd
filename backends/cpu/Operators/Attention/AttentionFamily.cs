// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Operators;

/// <summary>Queries that look up values by keys.</summary>
internal static class AttentionFamily
{
    public static Operator[] Operators => [new AttentionOperator()];
}
