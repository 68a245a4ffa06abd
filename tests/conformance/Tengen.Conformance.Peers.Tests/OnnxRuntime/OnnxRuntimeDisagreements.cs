// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Peers;

/// <summary>Where ONNX Runtime 1.31.1 and the suite differ, each judged by the ONNX specification.</summary>
internal static class OnnxRuntimeDisagreements
{
    private const string Shrink = "The kernel computes in fp32 whatever the type, so that large numbers become infinite; the specification's T holds for all of Shrink.";
    private const string Scalar = "NonZero-13 says that a scalar gives shape (0, N); the result has shape (1, N), as numpy's has.";
    private const string Zero = "Both branches are masked with zeros and added, so that a chosen -0 becomes +0; Where chooses elements, it computes none.";
    private const string Clip = "LSTM-22 applies clip 'to the input of activations', of which the cell state is one; the kernel clips the gates only.";
    private const string Pairs = "Without VNNI, pairs of products of unsigned and signed bytes are summed in 16 bits, which saturate (quantization guide, reduce_range); the accumulator overflows at 32 bits only.";
    private const string Overflow = "Sums and products of integers that overflow saturate; the specification names no overflow, and numpy, which its reference implementation is, wraps.";

    private const string Empty = "The mean over no elements is 0; the specification's quotient of two zeros is NaN.";
    private const string Kept = "An axis to be reduced keeps its extent where the input is empty; with keepdims it has extent 1.";

    /// <summary>Of cases whose extents are drawn.</summary>
    public static IReadOnlyList<Disagreement> Drawn { get; } =
    [
        new("Shrink/f64/*", Verdict.Fail, Shrink),
        new("LSTM/*,clip=*", Verdict.Fail, Clip),
        new("MatMulInteger/u8/*", Verdict.Flaky, Pairs),
        new("MatMulInteger/*x0,*", Verdict.Flaky, "A product over no terms is not written; the specification follows numpy.matmul, where it is 0."),
        new("QLinearConv/u8/*", Verdict.Flaky, Pairs),
        new("QLinearMatMul/u8/*", Verdict.Flaky, Pairs),
        new("ConvInteger/*x0x*", Verdict.Flaky, "A sum over no channels is not written; as a sum of no terms it is 0."),
        new("NegativeLogLikelihoodLoss/*/x=0x*", Verdict.Fail, Empty),
        new("SoftmaxCrossEntropyLoss/*/x=0x*", Verdict.Fail, Empty),
        new("Reduce*x0*", Verdict.Fail, Kept),
        new("Reduce*/x=0x*", Verdict.Fail, Kept),
        new("Attention/*,mask=*x0*", Verdict.Fail, "A mask of no keys gives NaN; Attention-25 fills a short mask with -inf and gives 0 where no key is left."),
        new("GRU/*/x=*x0x*", Verdict.Crash, "An empty batch ends the process; the specification sets no lower bound on batch_size."),
        new("LSTM/*/x=*x0x*", Verdict.Crash, "An empty batch ends the process; the specification sets no lower bound on batch_size."),
    ];

    public static IReadOnlyList<Disagreement> All { get; } =
    [
        new("GRU/*/x=3x0x2,hidden=3/*", Verdict.Crash, "An empty batch ends the process; the specification sets no lower bound on batch_size."),
        new("LSTM/*/x=3x0x2,hidden=3/*", Verdict.Crash, "An empty batch ends the process; the specification sets no lower bound on batch_size."),
        new("LRN/f16/x=2x7x5x5,size=3/nan-tracer", Verdict.Fail, "The sum over channels slides by adding and subtracting, so that a NaN stays in it; LRN sums the channels of the window."),
        new("LSTM/f32/x=3x1x4,hidden=3,b=1,clip=1/uniform", Verdict.Fail, Clip),
        new("LSTM/f32/x=3x1x4,hidden=3,b=1,clip=1/positive", Verdict.Fail, Clip),
        new("MatMulInteger/*/a=4x0,*", Verdict.Flaky, "A product over no terms is not written; the specification follows numpy.matmul, where it is 0."),
        new("MatMulInteger/u8/a=2x3x31,*", Verdict.Flaky, Pairs),
        new("QLinearConv/u8/x=1x3x9x9,*", Verdict.Flaky, Pairs),
        new("QLinearConv/u8/x=1x6x9x9,*", Verdict.Flaky, Pairs),
        new("QLinearConv/u8/x=2x3x19,*", Verdict.Flaky, Pairs),
        new("QLinearConv/u8/x=2x8x7x7,*", Verdict.Flaky, Pairs),
        new("QLinearMatMul/u8/a=2x3x31,*", Verdict.Flaky, Pairs),
        new("QLinearMatMul/u8/a=5x64,*", Verdict.Flaky, Pairs),
        new("ReduceL1/i32/*", Verdict.Fail, Overflow),
        new("ReduceL1/i64/*", Verdict.Fail, Overflow),
        new("ReduceProd/i32/*", Verdict.Fail, Overflow),
        new("ReduceProd/i64/*", Verdict.Fail, Overflow),
        new("ReduceSum/i32/*", Verdict.Fail, Overflow),
        new("ReduceSum/i64/*", Verdict.Fail, Overflow),
        new("ReduceSumSquare/i32/*", Verdict.Fail, Overflow),
        new("ReduceSumSquare/i64/*", Verdict.Fail, Overflow),
        new("NonZero/f32/x=scalar/exact-int", Verdict.Fail, Scalar),
        new("NonZero/f32/x=scalar/ties", Verdict.Fail, Scalar),
        new("Shrink/f64/x=3x67/uniform", Verdict.Fail, Shrink),
        new("Shrink/f64/x=3x67/normal", Verdict.Fail, Shrink),
        new("Shrink/f64/x=3x67/log-uniform", Verdict.Fail, Shrink),
        new("Shrink/f64/x=3x67/positive", Verdict.Fail, Shrink),
        new("Shrink/f64/x=3x67/overflow", Verdict.Fail, Shrink),
        new("Shrink/f64/x=3x67/limits", Verdict.Fail, Shrink),
        new("Shrink/f64/x=3x67/properties", Verdict.Fail, Shrink),
        new("Shrink/f64/x=2x3x5x7/overflow", Verdict.Fail, Shrink),
        new("Shrink/f64/x=scalar/uniform", Verdict.Fail, Shrink),
        new("Where/f32/c=3x67,x=3x67,y=3x67/specials", Verdict.Fail, Zero),
        new("Where/f16/c=3x67,x=3x67,y=3x67/specials", Verdict.Fail, Zero),
        new("Where/f64/c=3x67,x=3x67,y=3x67/specials", Verdict.Fail, Zero),
    ];
}
