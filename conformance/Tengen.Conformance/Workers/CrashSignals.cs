// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Conformance.Workers;

/// <summary>
/// The signals of a crash, which the runtime handles. A plugin that raises one by itself ends nothing: the runtime finds no fault of its own, puts the
/// default action back and returns, and the call goes on; the next real fault would not be told apart. So what is left of the handlers says that it happened.
/// A plugin's own runtime may put other handlers in their place. Linux.
/// </summary>
internal sealed unsafe partial class CrashSignals
{
    /// <summary>More than any C library's <c>struct sigaction</c>, which begins with the handler.</summary>
    private const int ActionBytes = 256;

    private static readonly (int Number, string Name)[] All = [(4, "SIGILL"), (6, "SIGABRT"), (7, "SIGBUS"), (8, "SIGFPE"), (11, "SIGSEGV")];
    private readonly Dictionary<int, byte[]> _handled = [];

    /// <summary>Before a plugin is loaded.</summary>
    public CrashSignals()
    {
        foreach (var (number, _) in All)
            if (Look(number) is { } action && IsHandled(action))
                _handled[number] = action;
    }

    /// <summary>What was lost since the last time, in one sentence; it is put back. Null when nothing was.</summary>
    public string? Take()
    {
        string? text = null;
        foreach (var (number, name) in All)
        {
            if (!_handled.TryGetValue(number, out var before) || Look(number) is not { } now || IsHandled(now))
                continue;
            text ??= $"{name} is no longer handled: it was raised in a call of the plugin, or its disposition was set";
            fixed (byte* action = before)
                _ = Act(number, action, null);
        }
        return text;
    }

    private static byte[]? Look(int number)
    {
        var action = new byte[ActionBytes];
        fixed (byte* into = action)
            return Act(number, null, into) == 0 ? action : null;
    }

    /// <summary>Neither the default action nor to be ignored.</summary>
    private static bool IsHandled(byte[] action) => BitConverter.ToInt64(action) is not (0 or 1);

    [LibraryImport("libc", EntryPoint = "sigaction")]
    private static partial int Act(int number, byte* action, byte* before);
}
