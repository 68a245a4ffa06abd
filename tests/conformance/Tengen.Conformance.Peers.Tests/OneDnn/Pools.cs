// SPDX-License-Identifier: Apache-2.0

namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>Pooling, and resampling whose coordinates are those of oneDNN: half_pixel, and of two nearest the upper.</summary>
internal static unsafe class Pools
{
    public static bool Try(Engine engine, Call call) => call.Node.Op switch
    {
        "MaxPool" or "AveragePool" when call.Node.Outputs.Length == 1 => Pool(engine, call, [.. call.With.Ints("kernel_shape")]),
        "GlobalMaxPool" or "GlobalAveragePool" => Pool(engine, call, [.. call[0].Dims[2..]]),
        "Resize" => Resample(engine, call),
        _ => false,
    };

    private static bool Pool(Engine engine, Call call, long[] kernel)
    {
        var windows = Windows.Of(call, call[0].Dims.AsSpan()[2..], kernel, call.OutputDims.AsSpan()[2..]);
        var paddingCounts = call.With.Int("count_include_pad", 0) != 0;
        if (windows.Overhang && paddingCounts)
            return false;
        var algorithm = call.Node.Op.EndsWith("MaxPool", StringComparison.Ordinal) ? Algorithm.PoolMaximum : paddingCounts ? Algorithm.PoolMeanOfWindow : Algorithm.PoolMeanInside;
        Layout from = Layout.Of(call[0]), to = Layout.Of(call.Output);
        engine.Run(operation => Native.dnnl_pooling_v2_forward_desc_init(operation, Engine.Inference, algorithm, from, to, windows.Strides, kernel, windows.Gaps, windows.Before, windows.After), null,
            new Operand(Role.Source, call[0], from), new Operand(Role.Destination, call.Output, to));
        return true;
    }

    private static bool Resample(Engine engine, Call call)
    {
        var (mode, with) = (call.With.String("mode", "nearest"), call.With);
        if (mode == "cubic" || with.Int("antialias", 0) != 0 || with.String("coordinate_transformation_mode", "half_pixel") != "half_pixel" || (mode == "nearest" && with.String("nearest_mode", "round_prefer_floor") != "round_prefer_ceil"))
            return false;
        Layout from = Layout.Of(call[0]), to = Layout.Of(call.Output);
        engine.Run(operation => Native.dnnl_resampling_forward_desc_init(operation, Engine.Inference, mode == "nearest" ? Algorithm.ResampleNearest : Algorithm.ResampleLinear, 0, from, to), null,
            new Operand(Role.Source, call[0], from), new Operand(Role.Destination, call.Output, to));
        return true;
    }
}
