// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.OpenCl.Devices;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Blobs;

/// <summary>Programs as their driver compiled them, then the entries with the plans that launch them.</summary>
internal sealed class PayloadWriter : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly BinaryWriter _writer;

    private PayloadWriter() => _writer = new BinaryWriter(_bytes);

    /// <exception cref="PluginException">The constants are too large, or the driver gives no binary.</exception>
    public static byte[] Write(OpenClDevice device, ImmutableArray<ProgramEntry> entries, IReadOnlyList<LoadedPlan> plans)
    {
        if (plans.Sum(plan => plan.Plan.Constants.Sum(constant => constant.Bytes)) is > int.MaxValue / 2 and var weights)
            throw new PluginException(Status.Unsupported, "opencl:blob", $"{weights} bytes of constants do not fit into saved bytes, which hold 1 GiB; compile the graph again instead");
        using var writer = new PayloadWriter();
        ImmutableArray<ProgramCode> codes = [.. plans.SelectMany(plan => plan.Plan.Launches).Select(launch => launch.Code).Distinct()];
        writer.Many(codes, code => writer.Bytes(device.Session.Binary(code)));
        writer.Many(entries.Zip(plans), pair => writer.Entry(device, pair.First, pair.Second, codes));
        writer._writer.Flush();
        return writer._bytes.ToArray();
    }

    public void Dispose() => _writer.Dispose();

    private void Entry(OpenClDevice device, ProgramEntry entry, LoadedPlan loaded, ImmutableArray<ProgramCode> codes)
    {
        _writer.Write(entry.Name);
        Many(entry.Arguments, argument =>
        {
            _writer.Write(argument.Name);
            _writer.Write((int)argument.Role);
            _writer.Write(argument.Type.Packed);
            Many(argument.Shape.Dims, dim => _writer.Write(dim));
        });
        _writer.Write(loaded.Plan.ArenaBytes);
        Many(Enumerable.Range(0, loaded.Plan.Constants.Length), constant => Bytes(loaded.ReadConstant(constant, device.Mappings)));
        Many(loaded.Plan.Launches, launch => Launch(launch, codes.IndexOf(launch.Code)));
    }

    private void Launch(Launch launch, int code)
    {
        _writer.Write(code);
        _writer.Write(launch.Kernel);
        Many(launch.Buffers, buffer =>
        {
            _writer.Write((int)buffer.Kind);
            _writer.Write(buffer.Index);
            _writer.Write(buffer.Offset);
            _writer.Write(buffer.Bytes);
        });
        Many(launch.Scalars, scalar => Bytes(scalar.Bytes.AsSpan()));
        Many(launch.Grid.Global, size => _writer.Write(size));
        Many(launch.Grid.Local, size => _writer.Write(size));
    }

    private void Many<T>(IEnumerable<T> items, Action<T> write)
    {
        var all = items.ToList();
        _writer.Write(all.Count);
        all.ForEach(write);
    }

    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        _writer.Write(bytes.Length);
        _writer.Write(bytes);
    }
}
