// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Workers;

/// <summary>Exit codes in words.</summary>
internal static class ExitStatus
{
    public static string Describe(int code) => code switch
    {
        129 => "ended by SIGHUP",
        131 => "ended by SIGQUIT",
        132 => "ended by SIGILL (illegal instruction)",
        134 => "ended by SIGABRT (abort, or a fault inside native code)",
        135 => "ended by SIGBUS",
        136 => "ended by SIGFPE",
        137 => "ended by SIGKILL (killed, or out of memory)",
        139 => "ended by SIGSEGV (segmentation fault)",
        141 => "ended by SIGPIPE",
        143 => "ended by SIGTERM",
        _ => $"exited with code {code}",
    };
}
