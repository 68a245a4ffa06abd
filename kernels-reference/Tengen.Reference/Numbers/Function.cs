// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>The functions of one real argument that kernels use. Value, derivative range, error class and exact points stand in one table.</summary>
public enum Function : byte
{
    Exp,
    Log,
    Sqrt,
    Reciprocal,
    ReciprocalSqrt,
    Tanh,
    Erf,
    Sigmoid,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Asinh,
    Acosh,
    Atanh,
    Log1P,
    ExpM1,
    Softplus,
}
