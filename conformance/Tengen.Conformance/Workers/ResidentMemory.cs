// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;

namespace Tengen.Conformance.Workers;

/// <summary>How much memory of a process is resident, in bytes; 0 once it has ended. Source: proc(5), /proc/pid/statm; elsewhere what the system calls its working set.</summary>
internal sealed class ResidentMemory(Process process)
{
    private readonly string _file = string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/statm");

    public long Read()
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return long.Parse(File.ReadAllText(_file).Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
            process.Refresh();
            return process.WorkingSet64;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return 0;
        }
    }
}
