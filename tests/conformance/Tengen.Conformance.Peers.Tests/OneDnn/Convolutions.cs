// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>
/// Convolutions of numbers and of integers with zero points, and the transposed ones. Data and filters may take whatever format the
/// primitive likes best, so that its blocked kernels run.
/// </summary>
internal static unsafe class Convolutions
{
    public static bool Try(Engine engine, Call call)
    {
        switch (call.Node.Op)
        {
            case "Conv":
                Convolve(engine, call, call[0], call[1], call.Has(2) ? call[2] : null, null);
                return true;
            case "ConvTranspose":
                return Transposed(engine, call);
            case "ConvInteger" when Products.Point(call, 2) is { } point && Products.Point(call, 3) is 0:
                using (var attributes = new Attributes().ZeroAt(Role.Source, point))
                    Convolve(engine, call, call[0], call[1], null, attributes);
                return true;
            case "QLinearConv" when Products.Point(call, 2) is { } point && Enumerable.Range(0, (int)call[5].Count).All(i => call[5].AsBytes()[i] == 0) && Products.Point(call, 7) is { } zero:
                using (var attributes = new Attributes().Scaled(Scales(call), 1).ZeroAt(Role.Source, point).ZeroAt(Role.Destination, zero))
                    Convolve(engine, call, call[0], call[3], call.Has(8) ? call[8] : null, attributes);
                return true;
            default:
                return false;
        }
    }

    private static float[] Scales(Call call)
    {
        double x = call[1].AsSpan<float>()[0], y = call[6].AsSpan<float>()[0];
        return [.. call[4].AsSpan<float>().ToArray().Select(w => (float)(x * w / y))];
    }

    private static void Convolve(Engine engine, Call call, Tensor data, Tensor filters, Tensor? bias, Attributes? attributes)
    {
        var windows = Windows.Of(call, data.Dims.AsSpan()[2..], filters.Dims.AsSpan()[2..], call.OutputDims.AsSpan()[2..]);
        var groups = call.With.Int("group", 1);
        long[] dims = groups == 1 ? [.. filters.Dims] : [groups, filters.Dims[0] / groups, .. filters.Dims[1..]];
        Layout from = Any(data), weights = Layout.Any(filters.Type, dims), to = Any(call.Output), added = bias is null ? default : Layout.Of(bias);
        engine.Run(operation => Native.dnnl_dilated_convolution_forward_desc_init(operation, Engine.Inference, Algorithm.ConvolutionDirect, from, weights, added, to, windows.Strides, windows.Gaps, windows.Before, windows.After),
            attributes, Operands(call, data, new Operand(Role.Weights, filters, Layout.Of(filters, dims)), bias));
    }

    /// <summary>ONNX lays filters of a transposed convolution as inputs times outputs, oneDNN names them the other way round.</summary>
    private static bool Transposed(Engine engine, Call call)
    {
        Tensor data = call[0], filters = call[1];
        var kernel = filters.Dims[2..];
        var windows = Windows.Of(call, call.OutputDims.AsSpan()[2..], kernel.AsSpan(), data.Dims.AsSpan()[2..]);
        if (call.With.Has("output_shape"))
            return false;
        var groups = call.With.Int("group", 1);
        long[] dims = [groups, filters.Dims[1], filters.Dims[0] / groups, .. kernel];
        var steps = Layout.RowMajor([groups, dims[2], dims[1], .. kernel]);
        (steps[1], steps[2]) = (steps[2], steps[1]);
        if (groups == 1)
            (dims, steps) = (dims[1..], steps[1..]);
        Layout from = Any(data), weights = Layout.Any(filters.Type, dims), to = Any(call.Output), added = call.Has(2) ? Layout.Of(call[2]) : default;
        engine.Run(operation => Native.dnnl_dilated_deconvolution_forward_desc_init(operation, Engine.Inference, Algorithm.DeconvolutionDirect, from, weights, added, to, windows.Strides, windows.Gaps, windows.Before, windows.After),
            null, Operands(call, data, new Operand(Role.Weights, filters, Layout.Of(filters.Type, dims, steps)), call.Has(2) ? call[2] : null));
        return true;
    }

    private static Layout Any(Tensor tensor) => Layout.Any(tensor.Type, [.. tensor.Dims]);

    private static Operand[] Operands(Call call, Tensor data, Operand filters, Tensor? bias) =>
    [
        new(Role.Source, data, Layout.Of(data)), filters, .. bias is null ? [] : new[] { new Operand(Role.Bias, bias, Layout.Of(bias)) },
        new(Role.Destination, call.Output, Layout.Of(call.Output)),
    ];
}
