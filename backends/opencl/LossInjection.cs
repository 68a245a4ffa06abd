// SPDX-License-Identifier: Apache-2.0
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl;

/// <summary>
/// Loses a device on purpose, for tests of hosts: with <c>lose_after=N</c> the Nth execution or copy that begins, on any queue, finds the
/// device lost and touches no memory. 0, the default, never does. Any thread.
/// </summary>
internal sealed class LossInjection(OptionSet options)
{
    public const string Option = "lose_after";

    private readonly int _after = options.Int(Option, whenAbsent: 0, min: 0);
    private int _begun;

    /// <exception cref="PluginException">It is lost: <see cref="Status.DeviceLost"/>.</exception>
    public void Begin()
    {
        if (_after > 0 && Interlocked.Increment(ref _begun) >= _after)
            throw new PluginException(Status.DeviceLost, $"option:{Option}", $"the device was opened with {Option}={_after}, and execution or copy {_after} was to begin");
    }
}
