// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>Operators on two tensors of unlike shapes (the binary and prelu primitives), and on any number of like shape (sum).</summary>
internal static unsafe class Broadcast
{
    private static readonly Dictionary<string, Algorithm> Algorithms = new(StringComparer.Ordinal)
    {
        ["Add"] = Algorithm.BinaryAdd,
        ["Div"] = Algorithm.BinaryDivide,
        ["Equal"] = Algorithm.BinaryEqual,
        ["Greater"] = Algorithm.BinaryGreater,
        ["GreaterOrEqual"] = Algorithm.BinaryGreaterOrEqual,
        ["Less"] = Algorithm.BinaryLess,
        ["LessOrEqual"] = Algorithm.BinaryLessOrEqual,
        ["Max"] = Algorithm.BinaryMaximum,
        ["Min"] = Algorithm.BinaryMinimum,
        ["Mul"] = Algorithm.BinaryMultiply,
        ["Sub"] = Algorithm.BinarySubtract,
    };

    public static bool Try(Engine engine, Call call)
    {
        if (call.Node.Op == "Sum" && Enumerable.Range(0, call.Inputs).All(i => call[i].Dims.SequenceEqual(call.OutputDims)))
            engine.Add(Whole(Role.Destination, call.Output), [.. Enumerable.Range(0, call.Inputs).Select(i => Whole(Role.Several + i, call[i]))]);
        else if (call.Node.Op == "PRelu")
            Rectify(engine, call);
        else if (call.Inputs == 2 && Algorithms.TryGetValue(call.Node.Op, out var algorithm))
            Combine(engine, call, algorithm);
        else
            return false;
        return true;
    }

    private static void Combine(Engine engine, Call call, Algorithm algorithm)
    {
        Layout left = Aligned(call[0], call.Output.Rank), right = Aligned(call[1], call.Output.Rank), to = Layout.Of(call.Output);
        engine.Run(operation => Native.dnnl_binary_desc_init(operation, algorithm, left, right, to), null,
            new Operand(Role.Source, call[0], left), new Operand(Role.SecondSource, call[1], right), new Operand(Role.Destination, call.Output, to));
    }

    private static void Rectify(Engine engine, Call call)
    {
        Layout data = Layout.Of(call[0]), slopes = Aligned(call[1], call.Output.Rank);
        engine.Run(operation => Native.dnnl_prelu_forward_desc_init(operation, Engine.Inference, data, slopes), null,
            new Operand(Role.Source, call[0], data), new Operand(Role.Weights, call[1], slopes), new Operand(Role.Destination, call.Output, data));
    }

    private static Operand Whole(Role role, Tensor tensor) => new(role, tensor, Layout.Of(tensor));

    /// <summary>The tensor with extents of one in front, as numpy aligns shapes.</summary>
    private static Layout Aligned(Tensor tensor, int rank) => Layout.Of(tensor, [.. Enumerable.Repeat(1L, rank - tensor.Rank), .. tensor.Dims]);
}
