// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tengen.Conformance.Calls;

/// <summary>The supervisor's side of <see cref="CallNotes"/>: memory of its own that a worker writes to (Linux; elsewhere nothing is known). Source: memfd_create(2).</summary>
internal sealed partial class CallWatch : IDisposable
{
    private const uint CloseOnExec = 1;
    private readonly SafeFileHandle? _memory;

    public CallWatch()
    {
        var handle = OperatingSystem.IsLinux() ? Create("tengen-calls", CloseOnExec) : -1;
        if (handle < 0)
            return;
        _memory = new SafeFileHandle(handle, ownsHandle: true);
        RandomAccess.SetLength(_memory, CallNotes.Bytes);
    }

    /// <summary>Lets a process that is about to be started note its calls.</summary>
    public void Offer(IDictionary<string, string?> environment)
    {
        if (_memory is not null)
            environment[CallNotes.Variable] = $"/proc/{Environment.ProcessId}/fd/{_memory.DangerousGetHandle()}";
    }

    /// <summary>The call that the worker is in, or died in, for the end of a sentence; empty where nothing is known.</summary>
    public override string ToString()
    {
        if (_memory is not { IsClosed: false })
            return "";
        var notes = new int[CallNotes.Places + 1];
        RandomAccess.Read(_memory, MemoryMarshal.AsBytes(notes.AsSpan()), 0);
        return Say(Read(notes[0]), [.. notes[1..].Select(Read).Where(slot => slot != CallSlot.None).Distinct()]);
    }

    public void Dispose() => _memory?.Dispose();

    internal static string Say(CallSlot last, IReadOnlyList<CallSlot> underWay) => underWay.Count switch
    {
        0 when last == CallSlot.None => "",
        0 => $", outside every call of the host (the last one was {last.Name()})",
        1 => $", in {underWay[0].Name()}",
        _ => $", in one of {string.Join(", ", underWay.Select(slot => slot.Name()))}",
    };

    /// <summary>A plugin can write there too: what is no slot counts as none.</summary>
    private static CallSlot Read(int note) => Enum.IsDefined((CallSlot)note) ? (CallSlot)note : CallSlot.None;

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Create(string name, uint flags);
}
