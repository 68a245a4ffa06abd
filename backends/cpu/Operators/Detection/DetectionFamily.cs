// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Operators;

/// <summary>What comes behind a network that finds objects.</summary>
internal static class DetectionFamily
{
    public static Operator[] Operators => [new NonMaxSuppressionOperator()];
}
