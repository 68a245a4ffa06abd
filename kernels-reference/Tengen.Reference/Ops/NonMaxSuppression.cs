// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Boxes selected by score without much overlap. Source: ONNX NonMaxSuppression-11.</summary>
internal sealed class NonMaxSuppression : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "NonMaxSuppression",
        Versions = [10, 11],
        Inputs =
        [
            new("boxes", [DType.Float32], "tensor(float)"), new("scores", [DType.Float32], "tensor(float)"), new("max_output_boxes_per_class", [DType.Int64], "tensor(int64)", Optional: true),
            new("iou_threshold", [DType.Float32], "tensor(float)", Optional: true), new("score_threshold", [DType.Float32], "tensor(float)", Optional: true),
        ],
        Outputs = [new("selected_indices", [DType.Int64], "tensor(int64)")],
        Attributes = [new("center_point_box", AttributeType.Int, 0)],
        ShapeInputs = [0, 1, 2, 3, 4],
        Infer = static context => context.SetOutput(0, DType.Int64, new Shape(Selected(context.Node, context.HasInput, context.InputValue, context.Attributes)?.Count ?? context.NewDim("boxes"), 3)),
        Summary = "Per image and class boxes are taken by falling score, of equal ones the first, unless they overlap one taken before by more than iou_threshold or score below score_threshold, " +
            "at most max_output_boxes_per_class (0 by default). An overlap within rounding of the threshold is open. ONNX NonMaxSuppression-11.",
    };

    private static List<(int Image, int Class, int Box)>? Selected(Node node, Func<int, bool> hasInput, Func<int, Tensor?> input, AttributeList attributes)
    {
        if (node.Inputs.Index().Any(item => hasInput(item.Index) && input(item.Index) is null))
            return null;
        double? Number(int index) => hasInput(index) && input(index)!.Count > 0 ? Element.Real(input(index)!, 0) : null;
        return BoxSelection.Run(input(0)!, input(1)!, (long)(Number(2) ?? 0), Number(3) ?? 0, Number(4), attributes.Int("center_point_box", 0) != 0);
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var result = context.Plain(0);
        foreach (var (i, (image, type, box)) in Selected(context.Node, context.HasInput, context.Input, context.Attributes)!.Index())
        {
            Element.SetInteger(result, 3 * i, image);
            Element.SetInteger(result, 3 * i + 1, type);
            Element.SetInteger(result, 3 * i + 2, box);
        }
    }

    public static CaseSpace Cases { get; } = new([DType.Float32], ["boxes=1x17,classes=1,most=5", "boxes=2x33,classes=3,most=4", "boxes=1x9,classes=2,most=9,centred=1", "boxes=1x0,classes=1,most=3", "boxes=1x5,classes=1,most=0"],
        [DataSets.Uniform, DataSets.Normal]);

    public static void Build(CaseBuilder builder)
    {
        var (boxes, classes) = (builder.Ints("boxes"), builder.Int("classes"));
        builder.Drawn("boxes", DType.Float32, DataSets.Positive, boxes[0], boxes[1], 4);
        builder.Freeze();
        builder.Input("scores", boxes[0], classes, boxes[1]);
        builder.Freeze();
        builder.Constant("max_output_boxes_per_class", Tensor.Scalar((long)builder.Int("most")));
        builder.Constant("iou_threshold", Tensor.Scalar(0.4f));
        builder.Constant("score_threshold", Tensor.Scalar(-0.5f));
        builder.Attribute(NodeAttribute.Int("center_point_box", builder.Int("centred", 0)));
    }
}
