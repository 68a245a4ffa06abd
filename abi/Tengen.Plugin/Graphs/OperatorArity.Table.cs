// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin;

internal sealed partial record OperatorArity
{
    /// <summary>Inputs, outputs, and the operators that have so many, each from a version on; control flow, whose bodies decide, is left out. Source: the ONNX operator change log, opset 28.</summary>
    private const string Table = """
        0..0 1..1: Constant-1 RandomNormal-1 RandomUniform-1 SequenceEmpty-11
        0..1 1..1: Optional-15 OptionalHasElement-18
        1..* 1..1: Concat-1 Einsum-12 Max-1 Mean-1 Min-1 SequenceConstruct-11 Sum-1
        1..1 1..*: Split-2
        1..1 1..1: Abs-1 Acos-7 Acosh-9 ArgMax-1 ArgMin-1 Asin-7 Asinh-9 Atan-7 Atanh-9 AveragePool-1 Bernoulli-15 BitCast-26 BitwiseNot-18 BlackmanWindow-17
        1..1 1..1: Cast-1 Ceil-1 Celu-12 Clip-1 ConcatFromSequence-11 ConstantOfShape-9 Cos-7 Cosh-9 DepthToSpace-1 Det-11 Elu-1 Erf-9 Exp-1 EyeLike-9
        1..1 1..1: Flatten-1 Floor-1 Gelu-20 GlobalAveragePool-1 GlobalLpPool-1 GlobalMaxPool-1 HammingWindow-17 HannWindow-17 HardSigmoid-1 HardSwish-14
        1..1 1..1: Hardmax-1 Identity-1 ImageDecoder-20 IsInf-10 IsNaN-9 LRN-1 LeakyRelu-1 Log-1 LogSoftmax-1 LpNormalization-1 LpPool-1 MaxPool-1
        1..1 1..1: MeanVarianceNormalization-9 Mish-18 Multinomial-7 Neg-1 NonZero-9 Not-1 OptionalGetElement-15 OptionalHasElement-15 Pad-1
        1..1 1..1: RandomNormalLike-1 RandomUniformLike-1 Reciprocal-1 ReduceL1-1 ReduceL2-1 ReduceLogSum-1 ReduceLogSumExp-1 ReduceMax-1 ReduceMean-1
        1..1 1..1: ReduceMin-1 ReduceProd-1 ReduceSum-1 ReduceSumSquare-1 RegexFullMatch-20 Relu-1 Reshape-1 Round-11 Selu-1 SequenceLength-11 Shape-1
        1..1 1..1: Shrink-9 Sigmoid-1 Sign-9 Sin-7 Sinh-9 Size-1 Slice-1 Softmax-1 Softplus-1 Softsign-1 SpaceToDepth-1 Sqrt-1 Squeeze-1 StringNormalizer-10
        1..1 1..1: Swish-24 Tan-7 Tanh-1 TfIdfVectorizer-9 ThresholdedRelu-10 Transpose-1 Unsqueeze-1 Upsample-1
        1..1 1..2: Dropout-1 MaxPool-8
        1..1 1..4: Unique-11
        1..1 2..2: StringSplit-20 TopK-1
        1..1 3..3: DynamicQuantizeLinear-11
        1..2 1..*: Split-1 Split-13
        1..2 1..1: DFT-17 ReduceL1-18 ReduceL2-18 ReduceLogSum-18 ReduceLogSumExp-18 ReduceMax-18 ReduceMean-18 ReduceMin-18 ReduceProd-18 ReduceSum-13
        1..2 1..1: ReduceSumSquare-18 SequenceErase-11 SplitToSequence-11 Squeeze-13 Trilu-14
        1..3 1..1: Clip-11 DFT-20
        1..3 1..2: Dropout-12
        1..4 1..1: Resize-11
        2..2 1..1: Add-1 AffineGrid-20 And-1 BitShift-11 BitwiseAnd-18 BitwiseOr-18 BitwiseXor-18 CastLike-15 CenterCropPad-18 Compress-9 CumProd-26 CumSum-11
        2..2 1..1: Div-1 Equal-1 Expand-8 Gather-1 GatherElements-11 GatherND-11 Greater-1 GreaterOrEqual-12 GridSample-16 Less-1 LessOrEqual-12 MatMul-1
        2..2 1..1: MaxRoiPool-1 Mod-10 Mul-1 Or-1 PRelu-1 Pow-1 RMSNormalization-23 Reshape-5 Resize-10 ReverseSequence-10 SequenceAt-11 StringConcat-20 Sub-1
        2..2 1..1: SwiGLU-28 Tile-6 Unsqueeze-13 Upsample-9 Xor-1
        2..2 2..2: TopK-10
        2..3 1..1: Conv-1 ConvTranspose-1 DequantizeLinear-10 Gemm-11 MaxUnpool-9 NegativeLogLikelihoodLoss-12 Pad-11 QuantizeLinear-10 SequenceInsert-11
        2..3 1..1: TensorScatter-24
        2..3 1..2: SoftmaxCrossEntropyLoss-12
        2..3 1..3: LayerNormalization-17
        2..4 1..1: ConvInteger-10 MatMulInteger-10 Pad-18 STFT-17
        2..4 2..2: CausalConvWithState-27
        2..5 1..1: NonMaxSuppression-10
        3..3 1..1: Col2Im-18 Gemm-1 GroupNormalization-21 InstanceNormalization-1 OneHot-9 Range-11 RoiAlign-10 Scatter-9 ScatterElements-11 ScatterND-11
        3..3 1..1: Tile-1 Where-9
        3..4 1..1: RotaryEmbedding-23
        3..5 1..1: DeformConv-19 Slice-10
        3..6 0..2: GRU-3 RNN-1
        3..6 1..4: Attention-23
        3..6 2..2: GRU-1 LinearAttention-27
        3..7 1..4: Attention-24
        3..8 0..3: LSTM-1
        5..5 1..1: MelWeightMatrix-17
        5..5 1..3: BatchNormalization-14
        5..5 1..5: BatchNormalization-1
        8..8 1..1: QLinearMatMul-10
        8..9 1..1: QLinearConv-10
        """;
}
