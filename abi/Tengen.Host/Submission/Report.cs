// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host;

/// <summary>How a ticket ended.</summary>
/// <param name="Status">OK, or why it failed.</param>
/// <param name="Rule">Label of the broken rule; empty when none was named.</param>
/// <param name="Text">The plugin's or the host's explanation; empty when there is none.</param>
public readonly record struct Completion(Status Status, string Rule = "", string Text = "")
{
    public bool IsOk => Status == Status.Ok;
}

/// <summary>One call of <c>complete</c>, as it came in.</summary>
internal readonly record struct Report(nint Queue, ulong Ticket, Completion Completion);
