// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Plugin;

/// <summary>
/// Compiled code of one device. Immutable: executions with different arguments run concurrently, up to
/// <see cref="ProgramEntry.MaxConcurrency"/> of the entry.
/// </summary>
public abstract class Program : IDisposable
{
    /// <param name="entries">At least one; <see cref="ProgramEntry.Of"/> derives one from a graph.</param>
    protected Program(params ReadOnlySpan<ProgramEntry> entries)
    {
        if (entries.IsEmpty)
            throw new ArgumentException("a program has at least one entry");
        Entries = [.. entries];
    }

    public ImmutableArray<ProgramEntry> Entries { get; }

    internal ProgramState State { get; set; } = null!;

    /// <summary>
    /// Computes the outputs; they are complete when it returns. The kit has checked the arguments against the entry: count, kinds, ranks,
    /// dims, ranges and alignments. Writes nothing but the elements of outputs and scratch (TG-P-25).
    /// </summary>
    public virtual void Execute(in Submission submission) =>
        throw new PluginException(Status.Unsupported, "kit:execute", $"{GetType().Name} is executed by its device only");

    /// <summary>
    /// Says the dims and bytes that the inputs' symbols do not determine, such as those of a scratch; the kit has filled the others, so the
    /// default says nothing.
    /// </summary>
    /// <param name="inputs">One per input: its dims, and its elements when the entry wants them on the host.</param>
    /// <param name="shapes">One per argument; may be set again.</param>
    public virtual void Infer(int entry, ReadOnlySpan<InputShape> inputs, Span<ArgumentShape> shapes) { }

    /// <summary>Writes bytes from which <see cref="Device.Load"/> makes the same program. The stream is the host's sink; it cannot seek.</summary>
    public virtual void Save(Stream sink) =>
        throw new PluginException(Status.Unsupported, "kit:save", "this program cannot be saved; compile the graph again");

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the program holds. No submission uses it any more.</summary>
    protected virtual void Dispose(bool disposing) { }
}

/// <summary>Actual dims of an input, for <see cref="Program.Infer"/>; valid during the call.</summary>
public readonly unsafe struct InputShape
{
    private readonly long* _dims;
    private readonly int _rank;

    internal InputShape(long* dims, int rank, byte* data)
    {
        _dims = dims;
        _rank = rank;
        Data = data;
    }

    public ReadOnlySpan<long> Dims => new(_dims, _rank);

    /// <summary>Elements of an input with <see cref="ArgumentFlags.HostValue"/>, dense; otherwise null.</summary>
    public byte* Data { get; }
}

/// <summary>Dims and least bytes of an argument, filled by <see cref="Program.Infer"/>.</summary>
public unsafe struct ArgumentShape
{
    private readonly long* _dims;

    internal ArgumentShape(long* dims)
    {
        _dims = dims;
        Bytes = -1;
    }

    public int Rank { get; private set; }

    /// <summary>Least bytes; -1 = not set.</summary>
    public long Bytes { get; private set; }

    public void Set(ReadOnlySpan<long> dims, long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        dims.CopyTo(new Span<long>(_dims, Tengen.Graph.Shape.MaxRank));
        Rank = dims.Length;
        Bytes = bytes;
    }
}
