// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Blobs;

/// <summary>Reads what <see cref="PayloadWriter"/> wrote and believes nothing: every number is checked against what it refers to.</summary>
/// <param name="payload">Of an <see cref="Envelope"/>.</param>
/// <param name="alignment">Of buffers and their parts, in bytes.</param>
internal sealed class PayloadReader(byte[] payload, int alignment) : IDisposable
{
    private readonly BinaryReader _reader = new(new MemoryStream(payload));

    /// <exception cref="PluginException">INVALID_ARGUMENT: the payload contradicts itself.</exception>
    public ImmutableArray<(ProgramEntry Entry, Plan Plan)> Read()
    {
        try
        {
            var codes = Many(ushort.MaxValue, () => (ProgramCode)new ProgramBinary([.. Bytes()]));
            var entries = Many(1 << 10, () => Entry(codes));
            Require(entries.DistinctBy(entry => entry.Entry.Name).Count() == entries.Length, "two entries have one name");
            Require(!entries.IsEmpty && _reader.BaseStream.Position == payload.Length, "it holds no entry, or more than its entries");
            return entries;
        }
        catch (Exception fault) when (fault is IOException or OverflowException or FormatException or ArgumentException)
        {
            throw new PluginException(Status.InvalidArgument, "opencl:blob", $"the saved program contradicts itself at byte {_reader.BaseStream.Position}: {fault.Message}; save it again", inner: fault);
        }
    }

    public void Dispose() => _reader.Dispose();

    private (ProgramEntry Entry, Plan Plan) Entry(ImmutableArray<ProgramCode> codes)
    {
        var name = _reader.ReadString();
        var arguments = Many(1 << 16, Argument);
        Require(arguments.Select(argument => argument.Role).Order().SequenceEqual(arguments.Select(argument => argument.Role)), "outputs stand before inputs");
        var arena = _reader.ReadInt64();
        Require(arena >= 0, "the arena is negative");
        var constants = Many(1 << 20, () => Bytes() is var bytes ? Tensor.Of<byte>(bytes, bytes.Length) : null!);
        var places = new Places(arguments, constants, arena, alignment);
        var launches = Many(1 << 20, () => Launch(codes, places));
        return (new ProgramEntry { Name = name, Arguments = arguments }, new Plan { ArenaBytes = arena, Constants = constants, Launches = launches });
    }

    private ArgumentInfo Argument()
    {
        var (name, role, type) = (_reader.ReadString(), (ArgumentRole)_reader.ReadInt32(), new DType(_reader.ReadUInt32()));
        Require(role is ArgumentRole.Input or ArgumentRole.Output && type is { Bits: > 0, Lanes: > 0 }, $"argument '{name}' has role {role} and type {type.Packed}");
        var dims = Many(Shape.MaxRank, _reader.ReadInt64);
        Require(dims.All(dim => dim >= 0), $"argument '{name}' has a negative extent");
        return ArgumentInfo.Of(new Value(name, type, new Shape(dims.AsSpan())), role, alignment);
    }

    private Launch Launch(ImmutableArray<ProgramCode> codes, Places places)
    {
        var (code, kernel) = (_reader.ReadInt32(), _reader.ReadString());
        Require(code >= 0 && code < codes.Length, $"kernel '{kernel}' is of program {code} of {codes.Length}");
        var buffers = Many(256, () => new BufferOperand((BufferKind)_reader.ReadInt32(), _reader.ReadInt32(), _reader.ReadInt64(), _reader.ReadInt64()));
        Require(buffers.All(places.Hold), $"a buffer of kernel '{kernel}' lies outside of what it names");
        var scalars = Many(256, () => new Scalar([.. Bytes()]));
        var (global, local) = (Many(3, _reader.ReadUInt64), Many(3, _reader.ReadUInt64));
        Require(global.Length > 0 && global.Length == local.Length && global.Zip(local).All(axis => axis.Second > 0 && axis.First > 0 && axis.First % axis.Second == 0), $"the grid of kernel '{kernel}' is none");
        return new Launch { Code = codes[code], Kernel = kernel, Buffers = buffers, Scalars = scalars, Grid = new Grid(global, local) };
    }

    private ImmutableArray<T> Many<T>(int most, Func<T> read)
    {
        var count = _reader.ReadInt32();
        Require(count >= 0 && count <= most, $"there are {count} elements, at most {most} are legal");
        var items = ImmutableArray.CreateBuilder<T>();
        for (var i = 0; i < count; i++)
            items.Add(read());
        return items.DrainToImmutable();
    }

    private byte[] Bytes()
    {
        var count = _reader.ReadInt32();
        Require(count >= 0 && count <= payload.Length - _reader.BaseStream.Position, $"{count} bytes are announced");
        return _reader.ReadBytes(count);
    }

    private static void Require(bool holds, string fault)
    {
        if (!holds)
            throw new FormatException(fault);
    }

    /// <summary>Where the buffers of launches may lie.</summary>
    private sealed record Places(ImmutableArray<ArgumentInfo> Arguments, ImmutableArray<Tensor> Constants, long Arena, int Alignment)
    {
        public bool Hold(BufferOperand buffer) => buffer.Kind switch
        {
            BufferKind.Argument => (uint)buffer.Index < (uint)Arguments.Length && buffer.Offset == 0 && buffer.Bytes == Arguments[buffer.Index].Bytes,
            BufferKind.Constant => (uint)buffer.Index < (uint)Constants.Length && buffer.Offset == 0 && buffer.Bytes == Constants[buffer.Index].Bytes,
            BufferKind.Arena => buffer is { Offset: >= 0, Bytes: >= 0 } && buffer.Offset % Alignment == 0 && buffer.Offset <= Arena && Math.Max(buffer.Bytes, 1) <= Arena - buffer.Offset,
            _ => false,
        };
    }
}
