// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>Where oneDNN 2.6.3, held to AVX2, and the suite differ, each judged by the ONNX specification.</summary>
internal static class OneDnnDisagreements
{
    private const string Rows = "A product with no rows ends the process when a scale or an addition goes with it; the specification allows any number of rows.";
    private const string Inner = "A product over no terms is not written; the specification follows numpy.matmul, where it is 0.";
    private const string Float = "Integers of 32 bits pass through fp32, which holds 24; an integer tensor's elements are integers to the specification.";
    private const string Narrow = "Integers of 8 bits saturate; the specification names no overflow, but its official cases, numpy's results, wrap (onnx issue 3637).";
    private const string Quotient = "Quotients of integers are rounded to nearest; Div-14 truncates them.";
    private const string Pairs = "Without VNNI, pairs of products of 8 bits are summed in 16 bits, which saturate (the guide's Nuances of int8 Computations); the accumulator overflows at 32 bits only.";
    private const string Halved = "Without VNNI, filters for signed data are halved and rounded (the same page of the guide); ConvInteger-10 is exact.";
    private const string Subnormal = "Subnormal arguments are read as if they were normal, so that the results are neither theirs nor those of 0.";
    private const string Moved = "bf16 passes through fp32 and flushes what is subnormal; Concat-13 and Transpose-25 move elements and compute none.";
    private const string Unordered = "A comparison with NaN is true unless it is less; the specification follows numpy and IEEE 754, where it is false.";

    private const string Nothing = "The least or greatest of nothing is the type's largest finite or unsigned number; ReduceMin-20 and ReduceMax-20 say infinity, and true or false for bool.";

    /// <summary>Of cases whose extents are drawn.</summary>
    public static IReadOnlyList<Disagreement> Drawn { get; } =
    [
        new("Gemm/*=0,*", Verdict.Crash, Rows),
        new("QLinearMatMul/*=0x*", Verdict.Crash, Rows),
        new("QLinearMatMul/*x0*", Verdict.Crash, Rows),
        new("Add/i8/*", Verdict.Fail, Narrow),
        new("Max/i32/*", Verdict.Fail, Float),
        new("Min/i32/*", Verdict.Fail, Float),
        new("Reduce*/i32/*", Verdict.Fail, Float),
        new("MatMulInteger/i8/*", Verdict.Fail, Pairs),
        new("MatMulInteger/u8/*", Verdict.Fail, Pairs),
        new("QLinearMatMul/u8/*", Verdict.Fail, Pairs),
        new("ConvInteger/i8/*", Verdict.Fail, Halved),
        new("ReduceMin/*x0*", Verdict.Fail, Nothing),
        new("ReduceMax/*x0*", Verdict.Fail, Nothing),
    ];

    public static IReadOnlyList<Disagreement> All { get; } =
    [
        new("Gemm/f32/m=0,*", Verdict.Crash, Rows),
        new("QLinearMatMul/*/a=0x5,*", Verdict.Crash, Rows),
        new("MatMul/f32/a=4x0,*", Verdict.Fail, Inner),
        new("MatMulInteger/i8/a=4x0,*", Verdict.Fail, Inner),
        new("Add/i32/*", Verdict.Fail, Float),
        new("Sub/i32/*", Verdict.Fail, Float),
        new("Mul/i32/*", Verdict.Fail, Float),
        new("Div/i32/*", Verdict.Fail, Float),
        new("Max/i32/a=3x67,*", Verdict.Fail, Float),
        new("Min/i32/a=3x67,*", Verdict.Fail, Float),
        new("Neg/i32/*", Verdict.Fail, Float),
        new("Relu/i32/*", Verdict.Fail, Float),
        new("PRelu/i32/*", Verdict.Fail, Float),
        new("ReduceMax/i32/x=3x5x7,axes=-1/*", Verdict.Fail, Float),
        new("ReduceMin/i32/x=3x5x7,axes=-1/*", Verdict.Fail, Float),
        new("ReduceProd/i32/x=3x5x7,axes=-1/*", Verdict.Fail, Float),
        new("ReduceSum/i32/x=3x5x7,axes=-1/*", Verdict.Fail, Float),
        new("Add/i8/a=3x67,*", Verdict.Fail, Narrow),
        new("Add/u8/*", Verdict.Fail, Narrow),
        new("Sub/i8/*", Verdict.Fail, Narrow),
        new("Sub/u8/*", Verdict.Fail, Narrow),
        new("Mul/i8/*", Verdict.Fail, Narrow),
        new("Mul/u8/*", Verdict.Fail, Narrow),
        new("Div/i8/*", Verdict.Fail, Quotient),
        new("Div/u8/*", Verdict.Fail, Quotient),
        new("MatMulInteger/i8/a=5x64,b=64x7/integers", Verdict.Fail, Pairs),
        new("MatMulInteger/u8/a=2x3x31,b=31x5,zero=1,right=i8/integers", Verdict.Fail, Pairs),
        new("QLinearMatMul/u8/a=2x3x31,*", Verdict.Fail, Pairs),
        new("QLinearMatMul/u8/a=5x64,*", Verdict.Fail, Pairs),
        new("ConvInteger/i8/x=2x8x7x7,*", Verdict.Fail, Halved),
        new("Concat/bf16/x=2x3x5,extents=3x4,axis=1/subnormal", Verdict.Fail, Moved),
        new("Concat/bf16/x=2x3x5,extents=3x4,axis=1/specials", Verdict.Fail, Moved),
        new("Transpose/bf16/x=3x5x7,perm=2x0x1/subnormal", Verdict.Fail, Moved),
        new("Transpose/bf16/x=3x5x7,perm=2x0x1/specials", Verdict.Fail, Moved),
        new("Greater/f32/a=3x67,b=3x67/nan-tracer", Verdict.Fail, Unordered),
        new("GreaterOrEqual/f32/a=3x67,b=3x67/nan-tracer", Verdict.Fail, Unordered),
        new("Log/f32/*/subnormal", Verdict.Fail, Subnormal),
        new("Log/f32/*/specials", Verdict.Fail, Subnormal),
        new("PRelu/f32/a=3x67,b=3x67/specials", Verdict.Fail, "Slopes are multiplied with min(0, x) and added, so that an infinite slope spoils what is positive; PRelu-16 multiplies where x < 0."),
    ];
}
