// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>A real constant to 106 bits: the unevaluated sum of two doubles, |Lo| at most half an ulp of Hi.</summary>
public readonly record struct Real(double Hi, double Lo = 0);
