// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin;

/// <summary>
/// The way to end a pending submission, from any thread, once. Order between submissions does not matter: the kit reports each when
/// those before it in its queue are reported. Calls after the device was disposed are ignored.
/// </summary>
public readonly struct Completion
{
    private readonly TicketQueue _queue;

    internal Completion(TicketQueue queue, ulong ticket) => (_queue, Ticket) = (queue, ticket);

    public ulong Ticket { get; }

    /// <summary>The outputs are complete and visible.</summary>
    public void Succeed() => _queue.End(Ticket, Status.Ok, null, null);

    /// <summary>This submission alone failed, or the device is lost: as the exception says.</summary>
    public void Fail(Exception exception)
    {
        var (status, rule, text, _) = Guard.Classify(exception);
        _queue.End(Ticket, status, rule, text);
    }

    /// <summary>The device's own start and end, when it has a clock; before <see cref="Succeed"/>.</summary>
    public void SetTiming(long startNs, long endNs) => _queue.SetTiming(Ticket, startNs, endNs);
}
