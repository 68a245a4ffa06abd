// SPDX-License-Identifier: Apache-2.0
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl;

/// <summary>
/// Loses a device on purpose, for tests of hosts: with <c>lose_after=N</c> the Nth execution or copy that is submitted, on any queue, and all
/// after it find the device lost when their turn comes, and touch no memory. 0, the default, never does. Any thread.
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
            throw new PluginException(Status.DeviceLost, $"option:{Option}", $"the device was opened with {Option}={_after}, and the turn of execution or copy {_after} came");
    }
}
