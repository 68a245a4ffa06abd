// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>The functions of one real argument that kernels use. Their values, derivatives and error classes stand in <see cref="FunctionTable"/>.</summary>
public enum Function : byte
{
    Exp,
    ExpM1,
    Log,
    Log1P,
    Sqrt,
    Reciprocal,
    ReciprocalSqrt,
    Tanh,
    Erf,
    Sigmoid,
    Softplus,
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
}
