// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>Members of a kernel's vocabulary, functions apart. The first ones round.</summary>
[Flags]
public enum StepKinds
{
    None = 0,
    Addition = 1,
    Product = 2,
    Quotient = 4,
    Power = 8,
    Sum = 16,
    Dot = 32,
    Constant = 64,
    Comparison = 128,
    RoundingToType = 256,
    RoundingToInteger = 512,
}
