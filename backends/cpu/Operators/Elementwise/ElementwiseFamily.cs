// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>Functions of each element, with broadcasting.</summary>
internal static class ElementwiseFamily
{
    private static readonly ImmutableArray<DType> Signed = [.. TypeSets.Real, DType.Int8, DType.Int16, DType.Int32, DType.Int64];
    private static readonly ImmutableArray<DType> WideOrReal = [.. TypeSets.Real, DType.Int32, DType.Int64, DType.UInt32, DType.UInt64];

    public static Operator[] Operators => [.. Arithmetic, .. Logic, .. Exact, .. Functions, .. Activations];

    private static Operator[] Arithmetic =>
    [
        new BinaryOperator<AddFunction>("Add", 7, 14, TypeSets.Number),
        new BinaryOperator<SubFunction>("Sub", 7, 14, TypeSets.Number),
        new BinaryOperator<MulFunction>("Mul", 7, 14, TypeSets.Number),
        new BinaryOperator<DivFunction>("Div", 7, 14, TypeSets.Number),
        new BinaryOperator<SlopeFunction>("PRelu", 9, 16, WideOrReal),
        new VariadicOperator<AddFunction>("Sum", 8, 13, TypeSets.Real),
        new VariadicOperator<AddFunction>("Mean", 8, 13, TypeSets.Real, isMean: true),
        new VariadicOperator<MaxFunction>("Max", 8, 13, TypeSets.Number),
        new VariadicOperator<MinFunction>("Min", 8, 13, TypeSets.Number),
        new ClipOperator(),
        new ModOperator(),
        new PowOperator(),
    ];

    private static Operator[] Logic =>
    [
        new RelationOperator<EqualRelation>("Equal", 7, 19, TypeSets.Any),
        new RelationOperator<GreaterRelation>("Greater", 7, 13, TypeSets.Number),
        new RelationOperator<LessRelation>("Less", 7, 13, TypeSets.Number),
        new RelationOperator<GreaterOrEqualRelation>("GreaterOrEqual", 12, 16, TypeSets.Number),
        new RelationOperator<LessOrEqualRelation>("LessOrEqual", 12, 16, TypeSets.Number),
        new BitOperator<AndFunction>("And", 7, 7, [DType.Bool]),
        new BitOperator<OrFunction>("Or", 7, 7, [DType.Bool]),
        new BitOperator<XorFunction>("Xor", 7, 7, [DType.Bool]),
        new ByteOperator<NotFunction>("Not", 1, 1, [DType.Bool]),
        new BitOperator<AndFunction>("BitwiseAnd", 18, 18, TypeSets.Integer),
        new BitOperator<OrFunction>("BitwiseOr", 18, 18, TypeSets.Integer),
        new BitOperator<XorFunction>("BitwiseXor", 18, 18, TypeSets.Integer),
        new ByteOperator<ComplementFunction>("BitwiseNot", 18, 18, TypeSets.Integer),
        new BitShiftOperator(),
        new WhereOperator(),
        new IsNaNOperator(),
        new IsInfOperator(),
    ];

    private static Operator[] Exact =>
    [
        new NumberOperator<AbsFunction>("Abs", 6, 13, TypeSets.Number),
        new NumberOperator<NegFunction>("Neg", 6, 13, Signed),
        new NumberOperator<SignFunction>("Sign", 9, 13, TypeSets.Number),
        new NumberOperator<ReluFunction>("Relu", 6, 14, Signed),
        new FunctionOperator<CeilFunction>("Ceil", 6, 13),
        new FunctionOperator<FloorFunction>("Floor", 6, 13),
        new FunctionOperator<RoundFunction>("Round", 11, 22),
        new FunctionOperator<SqrtFunction>("Sqrt", 6, 13),
        new FunctionOperator<ReciprocalFunction>("Reciprocal", 6, 13),
        new CastOperator("Cast", 6, "to", "saturate", "round_mode"),
        new CastOperator("CastLike", 15, "saturate", "round_mode"),
    ];

    private static Operator[] Functions =>
    [
        new FunctionOperator<ExpFunction>("Exp", 6, 13),
        new FunctionOperator<LogFunction>("Log", 6, 13),
        new FunctionOperator<ErfFunction>("Erf", 9, 13),
        new FunctionOperator<SigmoidFunction>("Sigmoid", 6, 13),
        new FunctionOperator<TanhFunction>("Tanh", 6, 13),
        new FunctionOperator<SoftplusFunction>("Softplus", 1, 22),
        new FunctionOperator<SinFunction>("Sin", 7, 22),
        new FunctionOperator<CosFunction>("Cos", 7, 22),
        new FunctionOperator<LaneByLane<TanFunction>>("Tan", 7, 22),
        new FunctionOperator<LaneByLane<AsinFunction>>("Asin", 7, 22),
        new FunctionOperator<LaneByLane<AcosFunction>>("Acos", 7, 22),
        new FunctionOperator<LaneByLane<AtanFunction>>("Atan", 7, 22),
        new FunctionOperator<LaneByLane<SinhFunction>>("Sinh", 9, 22),
        new FunctionOperator<LaneByLane<CoshFunction>>("Cosh", 9, 22),
        new FunctionOperator<LaneByLane<AsinhFunction>>("Asinh", 9, 22),
        new FunctionOperator<LaneByLane<AcoshFunction>>("Acosh", 9, 22),
        new FunctionOperator<LaneByLane<AtanhFunction>>("Atanh", 9, 22),
    ];

    private static Operator[] Activations =>
    [
        new GeluOperator(),
        new FunctionOperator<LeakyReluFunction>("LeakyRelu", 6, 16, a => new(a.Float("alpha", 0.01f)), "alpha"),
        new FunctionOperator<HardSwishFunction>("HardSwish", 14, 22),
        new FunctionOperator<HardSigmoidFunction>("HardSigmoid", 6, 22, a => new(a.Float("alpha", 0.2f), a.Float("beta", 0.5f)), "alpha", "beta"),
        new FunctionOperator<ThresholdedReluFunction>("ThresholdedRelu", 10, 22, a => new(a.Float("alpha", 1)), "alpha"),
        new FunctionOperator<EluFunction>("Elu", 6, 22, a => new(a.Float("alpha", 1), 1), "alpha"),
        new FunctionOperator<EluFunction>("Selu", 6, 22, a => new(a.Float("alpha", 1.67326319f), a.Float("gamma", 1.05070102f)), "alpha", "gamma"),
        new FunctionOperator<CeluFunction>("Celu", 12, 28, a => new(a.Float("alpha", 1)), "alpha"),
        new FunctionOperator<MishFunction>("Mish", 18, 22),
        new FunctionOperator<SwishFunction>("Swish", 24, 24, a => new(a.Float("alpha", 1)), "alpha"),
        new FunctionOperator<ShrinkFunction>("Shrink", 9, 9, a => new(a.Float("bias", 0), a.Float("lambd", 0.5f)), "bias", "lambd"),
    ];
}
