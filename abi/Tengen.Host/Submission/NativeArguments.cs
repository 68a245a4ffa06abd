// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

/// <summary>Lays arguments out as <c>tg_arg</c> elements with their dims and strides beside them.</summary>
internal static unsafe class NativeArguments
{
    /// <summary>64-bit words that the dims and strides of <paramref name="arguments"/> take.</summary>
    public static int Words(ReadOnlySpan<Argument> arguments)
    {
        var words = 0;
        foreach (ref readonly var argument in arguments)
            words += (argument.Dims.IsDefault ? 0 : argument.Dims.Length) + (argument.Strides.IsDefault ? 0 : argument.Strides.Length);
        return words;
    }

    public static void Fill(tg_arg* native, long* words, ReadOnlySpan<Argument> arguments)
    {
        foreach (ref readonly var argument in arguments)
        {
            *native = new tg_arg
            {
                buffer = argument.Buffer is null ? null : argument.Buffer.Handle,
                offset = argument.Tensor is null ? argument.Offset : (ulong)argument.Tensor.Pointer,
                bytes = argument.Bytes,
                out_dims = argument.OutDims is null ? null : argument.OutDims.Pointer,
                rank = argument.Dims.IsDefault ? 0 : (uint)argument.Dims.Length,
                kind = (uint)argument.Kind,
            };
            if (!argument.Dims.IsDefault)
                native->dims = Put(ref words, argument.Dims.AsSpan());
            if (!argument.Strides.IsDefault)
                native->strides = Put(ref words, argument.Strides.AsSpan());
            native++;
        }
    }

    /// <summary>Keeps the program, the timelines and what the arguments name alive until the submission ends.</summary>
    /// <exception cref="ObjectDisposedException">One of them is disposed; none is kept.</exception>
    public static void Retain(PendingSubmission submission, CompiledProgram? program, ReadOnlySpan<Argument> arguments, Syncs syncs)
    {
        try
        {
            Use(submission, program);
            foreach (ref readonly var argument in arguments)
            {
                Use(submission, argument.Buffer);
                if (argument.OutDims is { } dims)
                    submission.Pins.Add(dims);
                if (argument.Tensor is { } tensor)
                    submission.Pins.Add(tensor);
            }
            foreach (var point in syncs.TimelineWaits)
                Use(submission, point.Timeline);
            foreach (var point in syncs.Signals)
                Use(submission, point.Timeline);
        }
        catch (ObjectDisposedException)
        {
            foreach (var user in submission.Users.Where(user => user.Release()))
                user.FreeNow();
            throw;
        }
    }

    private static void Use(PendingSubmission submission, DeviceChild? child)
    {
        if (child is null)
            return;
        child.Retain();
        submission.Users.Add(child);
    }

    private static long* Put(ref long* words, ReadOnlySpan<long> values)
    {
        var first = words;
        values.CopyTo(new Span<long>(first, values.Length));
        words += values.Length;
        return first;
    }
}
