// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Operators;

/// <summary>Elements moved or made, never computed.</summary>
internal static class LayoutFamily
{
    public static Operator[] Operators =>
    [
        new CopyOperator("Reshape", 5, 25, "allowzero"),
        new CopyOperator("Flatten", 1, 25, "axis"),
        new CopyOperator("Squeeze", 13, 25),
        new CopyOperator("Unsqueeze", 13, 25),
        new CopyOperator("Identity", 1, 25),
        new DropoutOperator(),
        new TransposeOperator(),
        new ConcatOperator(),
        new SplitOperator(),
        new SliceOperator(),
        new PadOperator(),
        new ExpandOperator(),
        new TileOperator(),
        new DepthToSpaceOperator(),
        new SpaceToDepthOperator(),
        new TriluOperator(),
        new ReverseSequenceOperator(),
        new GatherOperator(),
        new GatherElementsOperator(),
        new GatherNDOperator(),
        new ScatterElementsOperator(),
        new ScatterNDOperator(),
        new OneHotOperator(),
        new NonZeroOperator(),
        new CompressOperator(),
        new RangeOperator(),
        new ShapeOperator(),
        new SizeOperator(),
        new EyeLikeOperator(),
        new ConstantOperator(),
        new ConstantOfShapeOperator(),
    ];
}
