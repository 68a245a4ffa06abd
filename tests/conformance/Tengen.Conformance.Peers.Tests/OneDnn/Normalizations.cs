// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>Softmax and normalisations.</summary>
internal static unsafe class Normalizations
{
    private const uint GivenStatistics = 1, WithScale = 8, WithShift = 16;

    public static bool Try(Engine engine, Call call)
    {
        switch (call.Node.Op)
        {
            case "Softmax" or "LogSoftmax":
                Softmax(engine, call);
                return true;
            case "LayerNormalization" when call.Node.Outputs.Length == 1 && call.With.Int("stash_type", 1) == 1:
                Layer(engine, call);
                return true;
            case "BatchNormalization" when call.With.Int("training_mode", 0) == 0:
                Batch(engine, call);
                return true;
            case "LRN" when call.With.Int("size", 1) % 2 == 1:
                Local(engine, call);
                return true;
            default:
                return false;
        }
    }

    private static void Softmax(Engine engine, Call call)
    {
        var layout = Layout.Of(call[0]);
        var axis = (int)call.With.Int("axis", -1);
        var algorithm = call.Node.Op == "Softmax" ? Algorithm.SoftmaxAccurate : Algorithm.SoftmaxLogarithm;
        engine.Run(operation => Native.dnnl_softmax_v2_forward_desc_init(operation, Engine.Inference, algorithm, layout, layout, axis < 0 ? axis + call[0].Rank : axis), null,
            new Operand(Role.Source, call[0], layout), new Operand(Role.Destination, call.Output, layout));
    }

    /// <summary>Everything from the axis on is one line, since oneDNN normalises the last axis.</summary>
    private static void Layer(Engine engine, Call call)
    {
        var width = call[1].Count;
        long[] dims = [width == 0 ? 0 : call[0].Count / width, width];
        Layout data = Layout.Of(call[0], dims), row = Layout.Of(call[1], [width]);
        engine.Run(operation => Native.dnnl_layer_normalization_forward_desc_init(operation, Engine.Inference, data, default, call.With.Float("epsilon", 1e-5f), call.Has(2) ? WithScale | WithShift : WithScale), null,
            [new(Role.Source, call[0], data), new(Role.Scale, call[1], row), .. call.Has(2) ? new[] { new Operand(Role.Shift, call[2], row) } : [], new(Role.Destination, call.Output, data)]);
    }

    private static void Batch(Engine engine, Call call)
    {
        Layout data = Layout.Of(call[0]), row = Layout.Of(call[1]);
        engine.Run(operation => Native.dnnl_batch_normalization_forward_desc_init(operation, Engine.Inference, data, call.With.Float("epsilon", 1e-5f), GivenStatistics | WithScale | WithShift), null,
            new Operand(Role.Source, call[0], data), new Operand(Role.Scale, call[1], row), new Operand(Role.Shift, call[2], row),
            new Operand(Role.Mean, call[3], row), new Operand(Role.Variance, call[4], row), new Operand(Role.Destination, call.Output, data));
    }

    private static void Local(Engine engine, Call call)
    {
        var layout = Layout.Of(call[0]);
        var with = call.With;
        engine.Run(operation => Native.dnnl_lrn_forward_desc_init(operation, Engine.Inference, Algorithm.LrnAcrossChannels, layout, with.Int("size", 1), with.Float("alpha", 1e-4f), with.Float("beta", 0.75f), with.Float("bias", 1)), null,
            new Operand(Role.Source, call[0], layout), new Operand(Role.Destination, call.Output, layout));
    }
}
