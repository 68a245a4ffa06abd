// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Attention;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>Where the tensors of an Attention lie; a slot of -1 = none.</summary>
internal sealed unsafe class AttentionSlots
{
    private AttentionSlots() { }

    public required int Queries { get; init; }

    public required HeadStrides QueryStrides { get; init; }

    public required int Keys { get; init; }

    public required HeadStrides KeyStrides { get; init; }

    public required int Values { get; init; }

    public required HeadStrides ValueStrides { get; init; }

    public required int Output { get; init; }

    public required HeadStrides OutputStrides { get; init; }

    public required int Mask { get; init; }

    public required bool MaskIsBool { get; init; }

    /// <summary>Elements from one batch, head and query of the mask to the next, then its keys.</summary>
    public required nint[] MaskSteps { get; init; }

    public required int Lengths { get; init; }

    public required int Report { get; init; }

    public int[] Reads => [Queries, Keys, Values, Mask, Lengths];

    public int[] Writes => [Output, Report];

    public static AttentionSlots Of<T>(PlanBuilder builder, Node node, AttentionShape shape) where T : unmanaged
    {
        var flat = AttentionReader.IsFlat(builder.Graph, node);
        int Read(int input) => node.HasInput(input) ? builder.Operand(node.Inputs[input]) : -1;
        int Write(int output) => node.HasOutput(output) ? builder.Result(node.Outputs[output]) : -1;
        HeadStrides Strides(int heads, int rows, int size) => flat ? HeadStrides.OfPositions(heads, rows, size) : HeadStrides.OfHeads(heads, rows, size);
        (int, HeadStrides) Cached(int fresh, int past, int present, int size)
        {
            var rows = shape.Keys - Math.Max(shape.Past, 0);
            var strides = Strides(shape.KeyHeads, rows, size);
            if (past < 0 && present < 0)
                return (fresh, strides);
            var whole = present >= 0 ? present : builder.Temporary((long)shape.Batch * shape.KeyHeads * shape.Keys * size * sizeof(T));
            builder.Add([fresh, past], [whole], 0, (in frame) =>
            {
                var body = new CacheAppend<T>
                {
                    Past = past < 0 ? null : frame.At<T>(past),
                    Fresh = new HeadRows<T>(frame.At<T>(fresh), strides),
                    Present = frame.At<T>(whole),
                    Heads = shape.KeyHeads,
                    PastRows = shape.Keys - rows,
                    FreshRows = rows,
                    Size = size,
                };
                frame.Pool.Run(shape.Batch * shape.KeyHeads, ref body);
            });
            return (whole, HeadStrides.OfHeads(shape.KeyHeads, shape.Keys, size));
        }
        var (keys, keyStrides) = Cached(Read(1), Read(4), Write(1), shape.Size);
        var (values, valueStrides) = Cached(Read(2), Read(5), Write(2), shape.ValueSize);
        var maskIsBool = node.HasInput(3) && builder.Type(node.Inputs[3]) == DType.Bool;
        return new AttentionSlots
        {
            Queries = Read(0),
            QueryStrides = Strides(shape.Heads, shape.Queries, shape.Size),
            Keys = keys,
            KeyStrides = keyStrides,
            Values = values,
            ValueStrides = valueStrides,
            Output = node.HasOutput(0) ? Write(0) : builder.Temporary((long)shape.Batch * shape.Heads * shape.Queries * shape.ValueSize * sizeof(T)),
            OutputStrides = Strides(shape.Heads, shape.Queries, shape.ValueSize),
            Mask = maskIsBool ? builder.SlotOf(node.Inputs[3]) : Read(3),
            MaskIsBool = maskIsBool,
            MaskSteps = node.HasInput(3) ? Steps(builder.Dims(node.Inputs[3]).AsSpan()) : [0, 0, 0, 0],
            Lengths = node.HasInput(6) ? builder.SlotOf(node.Inputs[6]) : -1,
            Report = Write(3),
        };
    }

    public AttentionMask<T> MaskOf<T>(in Frame frame) where T : unmanaged => new()
    {
        Allowed = Mask >= 0 && MaskIsBool ? frame.At<byte>(Mask) : null,
        Numbers = Mask >= 0 && !MaskIsBool ? frame.At<T>(Mask) : null,
        BatchStep = MaskSteps[0],
        HeadStep = MaskSteps[1],
        QueryStep = MaskSteps[2],
        Keys = (int)MaskSteps[3],
    };

    private static nint[] Steps(ReadOnlySpan<long> dims)
    {
        nint[] steps = [0, 0, 0, (nint)dims[^1]];
        var step = (nint)dims[^1];
        for (var back = 2; back <= dims.Length; back++)
        {
            steps[4 - back] = dims[^back] == 1 ? 0 : step;
            step *= (nint)dims[^back];
        }
        return steps;
    }
}
