// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary>Checks the arguments of a submission against the program and resolves them (TG-P-28, TG-P-43).</summary>
internal static unsafe class ArgumentChecker
{
    /// <param name="target">One per argument.</param>
    /// <param name="dynamicDims">Room for <see cref="EntryState.DynamicDims"/> extents, alive as long as <paramref name="target"/>.</param>
    /// <param name="symbols">Room for the entry's symbols; unbound = -1.</param>
    public static void Resolve(DeviceState device, EntryState entry, in tg_execute desc, Argument* target, long* dynamicDims, Span<long> symbols)
    {
        symbols.Fill(-1);
        var rules = entry.Rules;
        var buffers = Handles.Buffers;
        for (var i = 0; i < rules.Length; i++)
        {
            var given = Wire.At(desc.args, desc.arg_stride, (uint)i, "tg_execute.args");
            if (!TryPlain(device, buffers, in rules[i], in given, ref target[i]))
                Full(device, buffers, entry, i, in given, ref target[i], ref dynamicDims, symbols);
        }
    }

    /// <summary>The common case, a dense static argument in a buffer. False, with nothing decided, for any other and for every fault.</summary>
    private static bool TryPlain(DeviceState device, HandleTable<DeviceBuffer> buffers, in ArgumentRule rule, in tg_arg given, ref Argument argument)
    {
        if (given.kind != Tg.TG_ARG_BUFFER || !rule.IsPlain || given.strides != null || buffers.Find((nuint)given.buffer) is not { } buffer || buffer.Owner != device.Device)
            return false;
        if (given.bytes < (ulong)rule.Bytes || given.offset > (ulong)buffer.Bytes || given.bytes > (ulong)buffer.Bytes - given.offset || (given.offset & device.OffsetMask) != 0)
            return false;
        var memory = buffer.HostBase;
        if (memory == null || (((ulong)memory + given.offset) & rule.AlignmentMask) != 0)
            return false;
        if (given.dims == null ? given.rank != 0 && given.rank != (uint)rule.Rank : given.rank != (uint)rule.Rank || !SameDims(given.dims, rule.Dims, rule.Rank))
            return false;
        argument.DimsPointer = rule.Dims;
        argument.StridesPointer = null;
        argument.OutDims = null;
        argument.Word = 0;
        argument.BufferHandle = (nuint)given.buffer;
        argument.Pointer = memory + given.offset;
        argument.Bytes = (long)given.bytes;
        argument.Offset = (long)given.offset;
        argument.Address = buffer.AddressBase == 0 ? 0 : buffer.AddressBase + given.offset;
        argument.Rank = rule.Rank;
        argument.Kind = ArgumentKind.Buffer;
        return true;
    }

    private static bool SameDims(long* given, long* expected, int rank)
    {
        for (var axis = 0; axis < rank; axis++)
            if (given[axis] != expected[axis])
                return false;
        return true;
    }

    private static void Full(
        DeviceState device, HandleTable<DeviceBuffer> buffers, EntryState entry, int index, in tg_arg given, ref Argument argument, ref long* dynamicDims, Span<long> symbols)
    {
        ref readonly var rule = ref entry.Rules[index];
        argument = default;
        Locate(device, buffers, entry, index, in rule, in given, ref argument);
        if (argument.Kind != ArgumentKind.Absent)
            Shape(entry, index, in rule, in given, ref argument, ref dynamicDims, symbols);
    }

    /// <summary>Checks the dims of an input for inference and copies them to <paramref name="room"/>.</summary>
    public static void BindInput(EntryState entry, int index, in tg_shape shape, long* room, Span<long> symbols)
    {
        ref readonly var rule = ref entry.Rules[index];
        if (shape.rank != (uint)rule.Rank || (rule.Rank > 0 && shape.dims == null))
            throw Refuse(entry, index, $"has rank {shape.rank}; it is {rule.Rank}");
        if ((rule.Flags & ArgumentFlags.HostValue) != 0 && shape.data == null)
            throw Refuse(entry, index, "must be given with its elements");
        Bind(entry, index, in rule, shape.dims, ref room, symbols);
    }

    private static void Locate(
        DeviceState device, HandleTable<DeviceBuffer> buffers, EntryState entry, int index, in ArgumentRule rule, in tg_arg given, ref Argument argument)
    {
        if (given.kind > Tg.TG_ARG_ABSENT)
            Wire.ThrowTooNew("tg_arg.kind");
        argument.Kind = (ArgumentKind)given.kind;
        if (given.bytes > long.MaxValue)
            throw Refuse(entry, index, $"has {given.bytes} bytes");
        argument.Bytes = (long)given.bytes;
        if (given.kind == Tg.TG_ARG_BUFFER)
        {
            Locate(device, buffers, entry, index, in given, ref argument);
        }
        else if (given.kind == Tg.TG_ARG_ABSENT)
        {
            if ((rule.Flags & ArgumentFlags.Optional) == 0)
                throw Refuse(entry, index, "is left out but not optional");
            return;
        }
        else
        {
            LocateWithoutBuffer(device, entry, index, in given, ref argument);
        }
        var address = argument.Pointer != null ? (ulong)argument.Pointer : argument.Address != 0 ? argument.Address : (ulong)argument.Offset;
        if ((address & rule.AlignmentMask) != 0 && given.bytes > 0 && given.kind != Tg.TG_ARG_IMMEDIATE)
            throw new PluginException(Status.InvalidArgument, "TG-H-18", $"{Name(entry, index)} lies at 0x{address:x}, which is no multiple of {rule.AlignmentMask + 1}");
        if ((rule.Flags & ArgumentFlags.HostValue) != 0 && argument.Pointer == null)
            throw Refuse(entry, index, "must be readable on the host at submission");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Locate(
        DeviceState device, HandleTable<DeviceBuffer> buffers, EntryState entry, int index, in tg_arg given, ref Argument argument)
    {
        var buffer = buffers.Get((nuint)given.buffer);
        if (buffer.Owner != device.Device)
            throw Refuse(entry, index, "lies in a buffer of another device", "TG-H-7");
        if (given.offset > (ulong)buffer.Bytes || given.bytes > (ulong)buffer.Bytes - given.offset)
            throw Refuse(entry, index, $"has {given.bytes} bytes at offset {given.offset} of a buffer of {buffer.Bytes}", "TG-P-28");
        if ((given.offset & device.OffsetMask) != 0)
            throw Refuse(entry, index, $"has offset {given.offset}, which is no multiple of {device.OffsetMask + 1}", "TG-H-18");
        argument.BufferHandle = (nuint)given.buffer;
        argument.Offset = (long)given.offset;
        var memory = buffer.HostBase;
        argument.Pointer = memory == null ? null : memory + given.offset;
        var address = buffer.AddressBase;
        argument.Address = address == 0 ? 0 : address + given.offset;
    }

    private static void LocateWithoutBuffer(DeviceState device, EntryState entry, int index, in tg_arg given, ref Argument argument)
    {
        if ((device.ArgumentKinds & (1u << (int)given.kind)) == 0)
            throw Refuse(entry, index, $"is of kind {argument.Kind}, which this device does not take");
        if (given.buffer != null)
            throw Refuse(entry, index, $"is of kind {argument.Kind} and yet names a buffer");
        if (given.kind == Tg.TG_ARG_IMMEDIATE)
        {
            if (given.bytes > sizeof(ulong))
                throw Refuse(entry, index, $"is an immediate of {given.bytes} bytes; it holds 8");
            argument.Word = given.offset;
            argument.Pointer = (byte*)Unsafe.AsPointer(ref argument.Word);
            return;
        }
        if (given.offset == 0 && given.bytes > 0)
            throw Refuse(entry, index, $"has {given.bytes} bytes at NULL");
        if (given.kind == Tg.TG_ARG_HOST)
            argument.Pointer = (byte*)given.offset;
        else
            argument.Address = given.offset;
    }

    private static void Shape(
        EntryState entry, int index, in ArgumentRule rule, in tg_arg given, ref Argument argument, ref long* dynamicDims, Span<long> symbols)
    {
        argument.Rank = rule.Rank;
        argument.DimsPointer = rule.Dims;
        if (given.dims == null)
        {
            if (!rule.IsStatic || (given.rank != 0 && given.rank != (uint)rule.Rank))
                throw Refuse(entry, index, rule.IsStatic ? $"has rank {given.rank}; it is {rule.Rank}" : "needs dims: the program has symbols there");
        }
        else
        {
            if (given.rank != (uint)rule.Rank)
                throw Refuse(entry, index, $"has rank {given.rank}; it is {rule.Rank}");
            if (rule.IsStatic)
                CheckStatic(entry, index, in rule, given.dims);
            else
                argument.DimsPointer = Bind(entry, index, in rule, given.dims, ref dynamicDims, symbols);
        }
        if (given.strides != null)
            CheckStrides(entry, index, in rule, in given, ref argument);
        else if ((rule.IsStatic ? rule.Bytes : rule.BytesFor(argument.Dims)) is var needed && argument.Bytes < needed)
            throw Refuse(entry, index, $"has {argument.Bytes} bytes and needs {needed}");
        if ((rule.Flags & ArgumentFlags.DataDependent) != 0)
            argument.OutDims = given.out_dims == null && rule.Rank > 0 ? throw Refuse(entry, index, "has dims that depend on data and no out_dims") : given.out_dims;
    }

    private static void CheckStatic(EntryState entry, int index, in ArgumentRule rule, long* dims)
    {
        for (var axis = 0; axis < rule.Rank; axis++)
            if (dims[axis] != rule.Dims[axis])
                throw Refuse(entry, index, $"has extent {dims[axis]} on axis {axis}; it is {rule.Dims[axis]}");
    }

    private static long* Bind(EntryState entry, int index, in ArgumentRule rule, long* dims, ref long* room, Span<long> symbols)
    {
        var copy = room;
        room += rule.Rank;
        for (var axis = 0; axis < rule.Rank; axis++)
        {
            var extent = copy[axis] = dims[axis];
            var expected = rule.Dims[axis];
            if (expected >= 0)
            {
                if (extent != expected)
                    throw Refuse(entry, index, $"has extent {extent} on axis {axis}; it is {expected}");
                continue;
            }
            var symbol = entry.Symbols[(int)(-1 - expected)];
            ref var bound = ref symbols[(int)(-1 - expected)];
            if (extent < Math.Max(0, symbol.Min) || extent > symbol.Max || extent % symbol.Multiple != 0 || (bound >= 0 && bound != extent))
                throw Refuse(entry, index, $"has extent {extent} on axis {axis}; symbol '{symbol.Name}' is {(bound >= 0 ? bound.ToString() : $"in [{symbol.Min}, {symbol.Max}], a multiple of {symbol.Multiple}")}");
            bound = extent;
        }
        return copy;
    }

    private static void CheckStrides(EntryState entry, int index, in ArgumentRule rule, in tg_arg given, ref Argument argument)
    {
        if ((rule.Flags & ArgumentFlags.TakesStrides) == 0)
            throw Refuse(entry, index, "has strides, which the program does not take there");
        Int128 last = 0;
        Int128 first = 0;
        for (var axis = 0; axis < rule.Rank; axis++)
        {
            if (argument.DimsPointer[axis] == 0)
                return;
            var steps = argument.DimsPointer[axis] - 1;
            if (given.strides[axis] == 0 && steps > 0 && index >= entry.InputCount)
                throw Refuse(entry, index, $"has stride 0 on axis {axis} of extent {steps + 1}; an output's elements are apart");
            last += Int128.Abs(given.strides[axis]) * steps;
            first -= Int128.Min(given.strides[axis], 0) * steps;
        }
        if (((last + 1) * rule.BitsPerElement + 7) / 8 > argument.Bytes)
            throw Refuse(entry, index, $"reaches element {last} of {argument.Bytes} bytes");
        argument.StridesPointer = given.strides;
        if (first > 0)
            MoveToFirst(entry, index, in rule, (long)first, ref argument);
    }

    /// <summary>With negative strides the range begins below the element of index 0.</summary>
    private static void MoveToFirst(EntryState entry, int index, in ArgumentRule rule, long first, ref Argument argument)
    {
        if (rule.BitsPerElement % 8 != 0)
            throw new PluginException(Status.Unsupported, "kit:strides", $"{Name(entry, index)} has negative strides and elements of {rule.BitsPerElement} bits; this plugin takes them from 8");
        var bytes = first * (rule.BitsPerElement / 8);
        argument.Pointer = argument.Pointer == null ? null : argument.Pointer + bytes;
        argument.Address = argument.Address == 0 ? 0 : argument.Address + (ulong)bytes;
        argument.Offset += bytes;
    }

    private static string Name(EntryState entry, int index) => $"argument {index} of '{entry.Name}'";

    private static PluginException Refuse(EntryState entry, int index, string text, string rule = "TG-P-43") =>
        new(Status.InvalidArgument, rule, $"{Name(entry, index)} {text}");
}
