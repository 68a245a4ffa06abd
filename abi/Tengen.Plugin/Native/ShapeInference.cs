// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary>
/// Shapes of all arguments from those of the inputs: symbols that inputs bind are filled in, what they do not determine the program says.
/// </summary>
internal static unsafe class ShapeInference
{
    public static InferredShapes Infer(Program program, int entryIndex, in tg_infer given)
    {
        var entry = program.State.Entries[entryIndex];
        var count = entry.Rules.Length;
        if (given.input_count != entry.InputCount || given.arg_count != count)
            throw new PluginException(Status.InvalidArgument, "TG-P-34", $"{given.input_count} inputs and {given.arg_count} rows for '{entry.Name}', which has {entry.InputCount} and {count}");
        if (count > 0 && (given.dims == null || given.ranks == null || given.bytes == null))
            throw new PluginException(Status.InvalidArgument, "TG-P-7", "program_infer was given no place for dims, ranks or bytes");
        var symbols = new long[entry.Symbols.Length];
        Array.Fill(symbols, -1);
        var results = new InferredShapes(count);
        var inputs = new InputShape[entry.InputCount];
        for (var i = 0; i < inputs.Length; i++)
        {
            var shape = Wire.At(given.inputs, given.input_stride, (uint)i, "tg_infer.inputs");
            Wire.Zero(shape.reserved, "tg_shape.reserved");
            ArgumentChecker.BindInput(entry, i, in shape, results.Row(i), symbols);
            inputs[i] = new InputShape(results.Row(i), (int)shape.rank, (byte*)shape.data);
        }
        for (var i = 0; i < count; i++)
            Substitute(in entry.Rules[i], symbols, results, i);
        program.Infer(entryIndex, inputs, results.Shapes);
        for (var i = 0; i < count; i++)
            if (!results.IsSet(i))
                throw new InvalidOperationException($"Infer did not set argument {i} of '{entry.Name}', whose dims no input determines.");
        return results;
    }

    private static void Substitute(in ArgumentRule rule, long[] symbols, InferredShapes results, int index)
    {
        Span<long> dims = stackalloc long[rule.Rank];
        for (var axis = 0; axis < rule.Rank; axis++)
        {
            dims[axis] = rule.Dims[axis] >= 0 ? rule.Dims[axis] : symbols[-1 - rule.Dims[axis]];
            if (dims[axis] < 0)
                return;
        }
        results.Shapes[index].Set(dims, rule.BytesFor(dims));
    }
}

/// <summary>One row per argument, in memory that stays where it is.</summary>
internal sealed unsafe class InferredShapes
{
    private readonly long[] _dims;

    public InferredShapes(int count)
    {
        _dims = GC.AllocateArray<long>(count * Tg.TG_MAX_RANK, pinned: true);
        Shapes = new ArgumentShape[count];
        for (var i = 0; i < count; i++)
            Shapes[i] = new ArgumentShape(Row(i));
    }

    public int Count => Shapes.Length;

    public ArgumentShape[] Shapes { get; }

    public long* Row(int index) => (long*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_dims, index * Tg.TG_MAX_RANK);

    public bool IsSet(int index) => Shapes[index].Bytes >= 0;

    public long Bytes(int index) => Shapes[index].Bytes;

    public ReadOnlySpan<long> Dims(int index) => _dims.AsSpan(index * Tg.TG_MAX_RANK, Shapes[index].Rank);
}
