// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Silk.NET.OpenCL;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Devices;

/// <summary>A context on one device, with the programs built in it. Any thread; disposed when nothing made in it is left.</summary>
internal sealed unsafe class Session : IDisposable
{
    private readonly ConcurrentDictionary<ProgramCode, Lazy<nint>> _programs = new();
    private readonly DeviceRecord _record;

    /// <exception cref="PluginException">The driver opens no context.</exception>
    public Session(DeviceRecord record)
    {
        _record = record;
        var context = (nint)0;
        Quiet.Run(() =>
        {
            int error;
            context = Callbacks.CreateContext(record.Device, &error);
            Driver.Check(error, "clCreateContext");
        });
        Context = context;
    }

    public nint Context { get; }

    public Traits Traits => _record.Traits;

    /// <summary>A built program, shared by all that ask for the same code; owned by the session. A failure is not remembered.</summary>
    /// <exception cref="PluginException">INTERNAL: the driver's compiler refuses a text. INCOMPATIBLE: the driver refuses a binary.</exception>
    public nint Build(ProgramCode code)
    {
        var program = _programs.GetOrAdd(code, code => new Lazy<nint>(() => code switch
        {
            ProgramText text => ProgramBuilder.Build(Context, _record.Device, text),
            ProgramBinary binary => ProgramBuilder.Build(Context, _record.Device, binary),
            _ => throw new InvalidOperationException($"{code.GetType()} is no code of this plugin"),
        }));
        try
        {
            return program.Value;
        }
        catch
        {
            _programs.TryRemove(new(code, program));
            throw;
        }
    }

    /// <summary>What the driver made of a code that was built.</summary>
    public ReadOnlySpan<byte> Binary(ProgramCode code) => code is ProgramBinary binary ? binary.Bytes.AsSpan() : ProgramBuilder.Binary(Build(code));

    /// <summary>A command queue, in order; the caller releases it.</summary>
    public nint Queue()
    {
        var queue = (nint)0;
        Quiet.Run(() =>
        {
            int error;
            queue = Driver.Api.CreateCommandQueue(Context, _record.Device, CommandQueueProperties.None, &error);
            Driver.Check(error, "clCreateCommandQueue");
        });
        return queue;
    }

    /// <summary>Memory with a copy of <paramref name="content"/>, or undefined where that is null; the caller releases it.</summary>
    public nint Allocate(long bytes, byte* content, MemFlags flags = MemFlags.ReadWrite)
    {
        int error;
        var isCopy = content != null && bytes > 0;
        var memory = Driver.Api.CreateBuffer(Context, isCopy ? flags | MemFlags.CopyHostPtr : flags, (nuint)Math.Max(bytes, 1), isCopy ? content : null, &error);
        Driver.Check(error, "clCreateBuffer");
        return memory;
    }

    public void Dispose()
    {
        foreach (var program in _programs.Values.Where(program => program.IsValueCreated))
            _ = Driver.Api.ReleaseProgram(program.Value);
        _ = Driver.Api.ReleaseContext(Context);
    }
}
