// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Text;
using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Tengen.Conformance.Workers;

/// <summary>How much memory of a process is resident, in bytes; 0 once it has ended. Source: proc(5), /proc/pid/statm; elsewhere what the system calls its working set.</summary>
internal sealed class ResidentMemory : IDisposable
{
    private readonly Process _process;
    private readonly SafeFileHandle? _file;

    /// <param name="process">Alive, or just ended; the owner disposes it.</param>
    public ResidentMemory(Process process)
    {
        _process = process;
        try
        {
            _file = OperatingSystem.IsLinux() ? File.OpenHandle($"/proc/{process.Id}/statm") : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    public long Read()
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return _file is null ? 0 : Pages(_file) * Environment.SystemPageSize;
            _process.Refresh();
            return _process.WorkingSet64;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return 0;
        }
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>The second number of the file.</summary>
    private static long Pages(SafeFileHandle file)
    {
        Span<byte> text = stackalloc byte[256];
        text = text[..RandomAccess.Read(file, text, 0)];
        return Utf8Parser.TryParse(text[(text.IndexOf((byte)' ') + 1)..], out long pages, out _) ? pages : 0;
    }
}
