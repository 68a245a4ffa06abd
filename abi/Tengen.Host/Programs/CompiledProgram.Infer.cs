// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Abi;
using Tengen.Graph;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>Shape and least bytes of one argument for given input shapes.</summary>
public readonly record struct ArgumentSize(Shape Shape, ulong Bytes);

public sealed unsafe partial class CompiledProgram
{
    /// <summary>Shapes and bytes of all arguments, scratch included, for given input shapes. A program without symbols answers from its info.</summary>
    /// <param name="inputs">One shape per input; numbers only.</param>
    /// <param name="values">Elements of inputs that must be readable on the host, by input; others null.</param>
    /// <param name="entry">The program's entry.</param>
    public ImmutableArray<ArgumentSize> Infer(ReadOnlySpan<Shape> inputs, IReadOnlyList<Tensor?>? values = null, int entry = 0)
    {
        var info = Entry(entry);
        var subject = Device.Subject($"program_infer of '{info.Name}'");
        if (inputs.Length != info.InputCount)
            throw TengenException.Misuse(subject, "TG-H-26", $"{inputs.Length} shapes for {info.InputCount} inputs");
        if (info.Symbols.IsEmpty)
            return [.. info.Arguments.Select(argument => new ArgumentSize(argument.Shape, argument.Bytes))];
        using var arena = new NativeArena();
        var count = info.Arguments.Length;
        var shapes = arena.Array<tg_shape>(inputs.Length);
        for (var i = 0; i < inputs.Length; i++)
            shapes[i] = new tg_shape { dims = arena.Copy<long>(inputs[i].Dims.AsSpan()), rank = (uint)inputs[i].Rank, data = values?[i] is { } value ? value.Pointer : null };
        var infer = new tg_infer
        {
            size = (uint)sizeof(tg_infer),
            entry = (uint)entry,
            inputs = shapes,
            dims = arena.Array<long>(count * Tg.TG_MAX_RANK),
            ranks = arena.Array<uint>(count),
            bytes = arena.Array<ulong>(count),
            input_count = (uint)inputs.Length,
            input_stride = (uint)sizeof(tg_shape),
            arg_count = (uint)count,
        };
        var error = ErrorBuffer.Fresh();
        using (Device.Enter())
            ErrorBuffer.Check(Device.Api.program_infer(Handle, &infer, error), error, subject);
        GC.KeepAlive(values);
        var sizes = ImmutableArray.CreateBuilder<ArgumentSize>(count);
        for (var i = 0; i < count; i++)
        {
            var rank = infer.ranks[i];
            var dims = new ReadOnlySpan<long>(infer.dims + i * Tg.TG_MAX_RANK, (int)Math.Min(rank, Tg.TG_MAX_RANK));
            if (rank > Tg.TG_MAX_RANK || dims.ContainsAnyExceptInRange(0, long.MaxValue))
                throw TengenException.Broken(subject, "TG-P-34", $"argument {i} has rank {rank} and dims [{string.Join(',', dims.ToArray())}]");
            sizes.Add(new ArgumentSize(new Shape(dims), infer.bytes[i]));
        }
        return sizes.MoveToImmutable();
    }

    /// <summary>Submits to a queue and waits.</summary>
    /// <exception cref="TengenException">The submission failed.</exception>
    public void Run(SubmissionQueue queue, params ReadOnlySpan<Argument> arguments) => queue.Run(this, arguments);
}
