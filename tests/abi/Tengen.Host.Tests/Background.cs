// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host.Tests;

internal static class Background
{
    /// <summary>True when the task ended by itself within a moment.</summary>
    public static async Task<bool> Ends(Task task) =>
        await Task.WhenAny(task, Task.Delay(20, TestContext.Current.CancellationToken)) == task;
}
