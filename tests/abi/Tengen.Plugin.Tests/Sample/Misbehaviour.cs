// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Graph;

namespace Tengen.Plugin.Tests;

/// <summary>Nodes of domain "test": the operator names the place, the attribute "throw" the exception.</summary>
internal static class Misbehaviour
{
    public const string Domain = "test";

    /// <summary>What a "gate" waits for.</summary>
    public static ManualResetEventSlim Gate { get; } = new();

    /// <summary>Set when a "gate" has been reached.</summary>
    public static ManualResetEventSlim Entered { get; } = new();

    public static void At(string place, Node node)
    {
        if (node.Domain != Domain || node.Op != place)
            return;
        if (node.Attributes.String("throw", "") == "gate")
        {
            Entered.Set();
            Gate.Wait();
            return;
        }
        object? nothing = null;
        var zero = node.Inputs.Length - node.Inputs.Length;
        throw node.Attributes.String("throw", "") switch
        {
            "unsupported" => new PluginException(Status.Unsupported, "op:test", "not this one", 42),
            "memory" => new InsufficientMemoryException(),
            "null" => new InvalidOperationException(nothing!.ToString()),
            "index" => new InvalidOperationException(node.Inputs[99].ToString(CultureInfo.InvariantCulture)),
            "divide" => new InvalidOperationException((1 / zero).ToString(CultureInfo.InvariantCulture)),
            "ok" => new PluginException(Status.Ok, "op:test", "a success is no exception"),
            "aggregate" => new AggregateException(new InvalidOperationException("inner")),
            "failed" => new PluginException(Status.ExecutionFailed, "op:test", "the work failed"),
            "lost" => new PluginException(Status.DeviceLost, "op:test", "the cable is out"),
            var other => new InvalidOperationException(other),
        };
    }
}
