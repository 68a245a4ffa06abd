// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.OrdinaryHost;

/// <summary>The process's answer to a message. Exactly one of the four.</summary>
public abstract record Answer
{
    /// <summary>The device is open.</summary>
    /// <param name="Device">Device and driver, for people.</param>
    public sealed record Opened(string Device) : Answer;

    /// <summary>Every run ended well.</summary>
    /// <param name="Numerics">What is declared for the graph's first node.</param>
    /// <param name="Outputs">For each run, one tensor per graph output.</param>
    public sealed record Ran(Numerics Numerics, IReadOnlyList<IReadOnlyList<Tensor>> Outputs) : Answer;

    /// <summary>The device does not take the graph.</summary>
    public sealed record Declined(string Rule, string Text) : Answer;

    /// <summary>A call failed. <paramref name="IsLost"/>: the device is gone.</summary>
    public sealed record Failed(bool IsLost, string Rule, string Text) : Answer;

    public void Write(WireWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        switch (this)
        {
            case Opened opened:
                to.Number(0);
                to.Text(opened.Device);
                break;
            case Ran ran:
                to.Number(1);
                to.Numerics(ran.Numerics);
                to.List(ran.Outputs, run => to.List(run, to.Tensor));
                break;
            case Declined declined:
                to.Number(2);
                to.Text(declined.Rule);
                to.Text(declined.Text);
                break;
            case Failed failed:
                to.Number(failed.IsLost ? 4 : 3);
                to.Text(failed.Rule);
                to.Text(failed.Text);
                break;
        }
        to.Flush();
    }

    /// <exception cref="InvalidDataException">It is no answer.</exception>
    /// <exception cref="EndOfStreamException">The process ended.</exception>
    public static Answer Read(WireReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        return from.Number() switch
        {
            0 => new Opened(from.Text()),
            1 => new Ran(from.Numerics(), from.List<IReadOnlyList<Tensor>>(() => from.List(from.Tensor))),
            2 => new Declined(from.Text(), from.Text()),
            3 => new Failed(false, from.Text(), from.Text()),
            4 => new Failed(true, from.Text(), from.Text()),
            var other => throw new InvalidDataException($"{other} begins no answer"),
        };
    }
}
