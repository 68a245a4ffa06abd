// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Convolution (cross-correlation) over any number of spatial axes. Source: ONNX Conv-22.</summary>
internal sealed class Conv : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Conv",
        Versions = [1, 11, 22],
        Inputs = [new("X", Types.Floats, "T"), new("W", Types.Floats, "T"), new("B", Types.Floats, "T", Optional: true)],
        Outputs = [new("Y", Types.Floats, "T")],
        Attributes = [.. Window.Attributes, new("group", AttributeType.Int, 1), new("kernel_shape", AttributeType.Ints)],
        Infer = static context => Window.Convolution(context, 0, 1, context.InputType(0)),
        Summary = "Y[n,m,p] = B[m] + sum over c and k of X[n,c,p*stride+k*dilation-pad] W[m,c,k], X being 0 in the padding; each of group parts " +
            "of the channels sees its own part of the filters. Sums run in any order. ONNX Conv-22.",
    };

    public static ImmutableArray<string> Forms => ["winograd", "unpadded"];

    /// <summary>
    /// <c>winograd</c>: filters of 3x3 with strides and dilations of 1 in tiles of 2x2 outputs, F(2x2, 3x3) of arXiv 1509.09308; a NaN or an infinity reaches the whole tile.
    /// <c>unpadded</c>: sums leave out the terms in the padding, so that its zeros meet no NaN and no infinity among the filters.
    /// </summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T>
    {
        if (form == "unpadded")
            Sum(context, leaveOut: true);
        else if (Winograd.Fits(context))
            Winograd.Run(context);
        else
            Run(context);
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Sum(context, leaveOut: false);

    private static void Sum<T>(KernelContext<T> context, bool leaveOut) where T : unmanaged, INumber<T>
    {
        var (x, w) = (context.Numbers(0), context.Numbers(1));
        var bias = context.HasInput(2) ? context.Numbers(2) : null;
        var (input, filter, output) = (context.InputDims(0), context.InputDims(1), context.OutputDims(0));
        var groups = (int)context.Attributes.Int("group", 1);
        var (channels, filters) = (filter[1], filter[0] / groups);
        var window = new Window(context.Attributes, input[2..], filter[2..], output[2..]);
        var (plane, taps) = (input[2..].Aggregate(1, (product, dim) => product * dim), channels * window.Size);

        context.Along(0, new Lines(output[0] * groups, filters, window.Positions), (line, first, results) =>
        {
            var (image, position) = Math.DivRem(line, window.Positions);
            var cells = new int[window.Size];
            window.Cells(position, cells);
            int[]? kept = leaveOut ? [.. Enumerable.Range(0, taps).Where(tap => cells[tap % cells.Length] >= 0)] : null;
            var patch = new T[kept?.Length ?? taps];
            for (var i = 0; i < patch.Length; i++)
            {
                var (channel, cell) = Math.DivRem(kept?[i] ?? i, cells.Length);
                patch[i] = cells[cell] < 0 ? T.Exact(0) : x[(image * channels + channel) * plane + cells[cell]];
            }
            for (var i = 0; i < results.Length; i++)
            {
                var m = image % groups * filters + first + i;
                var weights = kept is null ? new Strided<T>(w, m * taps, 1, taps) : new Strided<T>([.. kept.Select(tap => w[m * taps + tap])]);
                results[i] = T.Dot(weights, new Strided<T>(patch), bias is null ? T.Exact(0) : bias[m]);
            }
        });
    }

    public static CaseSpace Cases { get; } = new(Types.Floats,
        [
            "x=1x3x9x9,w=5x3x3x3,pads=1x1x1x1", "x=2x8x7x7,w=16x8x1x1", "x=1x4x11x11,w=6x4x3x3,strides=2x2,b=1", "x=1x6x9x9,w=6x1x3x3,group=6,pads=1x1x1x1",
            "x=1x4x10x12,w=4x2x3x3,group=2,dilations=2x2", "x=1x3x17x15,w=8x3x7x7,strides=2x2,pads=3x3x3x3,b=1", "x=2x3x19,w=4x3x5,pads=2x1", "x=1x2x5x6x7,w=3x2x2x3x2,strides=1x2x2",
            "x=1x3x8x9,w=4x3x3x3,auto=SAME_UPPER,strides=2x2", "x=1x3x8x9,w=4x3x2x2,auto=SAME_LOWER", "x=1x3x8x9,w=4x3x3x2,auto=VALID,b=1", "x=1x2x6x9,w=3x2x3x3,pads=0x1x2x0,strides=1x3",
            "x=0x3x5x5,w=2x3x3x3", "x=1x64x14x14,w=32x64x3x3,pads=1x1x1x1,b=1", "x=1x1x1x1,w=1x1x1x1",
            "x=1x2x7x8,w=3x2x2x3,pads=1x0x0x1,dilations=2x1",
        ],
        DataSets.Sums)
    {
        ProbesSums = true,
    };

    public static void Build(CaseBuilder builder)
    {
        var filter = builder.Ints("w");
        builder.Input("X", builder.Ints("x"));
        builder.Input("W", filter);
        if (builder.Has("b"))
            builder.Input("B", filter[0]);
        Windowed.Attributes(builder);
        builder.Attribute(NodeAttribute.Int("group", builder.Int("group", 1)));
    }
}
