// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host;

/// <summary>
/// A submission that the host keeps back: for tickets of other devices, and of other queues where the device takes no waits. It holds no thread.
/// When the last dependency ends, a thread of the pool sends what is ready, in the queue's order.
/// </summary>
/// <param name="queue">Where it goes.</param>
/// <param name="submission">Its ticket is given already.</param>
/// <param name="waits">Everything it waits for.</param>
/// <param name="send">Calls the plugin; the queue's calls are locked.</param>
internal sealed class DeferredSubmission(SubmissionQueue queue, PendingSubmission submission, Ticket[] waits, Action send)
{
    private int _missing = 1;

    public PendingSubmission Submission { get; } = submission;

    public Ticket[] Waits { get; } = waits;

    public bool IsReady => Volatile.Read(ref _missing) == 0;

    public void Send() => send();

    /// <summary>Counts a dependency that will call <see cref="Arrive"/>.</summary>
    public void Expect() => Interlocked.Increment(ref _missing);

    /// <summary>A dependency has ended, or all are counted. The last one has the queue looked at, on another thread.</summary>
    public void Arrive()
    {
        if (Interlocked.Decrement(ref _missing) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.SendReady(), queue, preferLocal: false);
    }
}
