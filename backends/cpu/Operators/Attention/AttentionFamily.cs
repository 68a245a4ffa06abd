// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Operators;

/// <summary>Queries that look up values by keys, and what tells them their positions.</summary>
internal static class AttentionFamily
{
    public static Operator[] Operators => [new AttentionOperator(), new RotaryEmbeddingOperator()];
}
