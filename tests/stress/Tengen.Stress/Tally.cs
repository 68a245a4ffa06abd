// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Globalization;

namespace Tengen.Stress;

/// <summary>Counts of a run and everything that was wrong. Any thread.</summary>
internal sealed class Tally
{
    private readonly ConcurrentQueue<string> _wrong = new();
    private int _submissions;
    private int _checked;
    private int _failed;
    private int _bridged;
    private int _losses;
    private int _gates;

    public int Submissions => Volatile.Read(ref _submissions);

    public void Submit() => Interlocked.Increment(ref _submissions);

    public void Check() => Interlocked.Increment(ref _checked);

    public void Fail() => Interlocked.Increment(ref _failed);

    public void Bridge() => Interlocked.Increment(ref _bridged);

    public void Lose() => Interlocked.Increment(ref _losses);

    /// <summary>A submission waits for a point that is not signalled yet.</summary>
    public void Gate() => Interlocked.Increment(ref _gates);

    public void Wrong(string text) => _wrong.Enqueue(text);

    public void Print(TimeSpan elapsed) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{_submissions:N0} submissions in {elapsed.TotalSeconds:0.00} s: {_submissions / elapsed.TotalSeconds:N0} a second; {_bridged:N0} over devices, {_gates:N0} before what they wait for, {_checked:N0} values checked, {_failed:N0} failed as they may, {_losses} uses of a lost device"));

    /// <summary>0 when nothing was wrong.</summary>
    public int Report()
    {
        foreach (var text in _wrong.Take(20))
            Console.Error.WriteLine($"wrong: {text}");
        Console.WriteLine(_wrong.IsEmpty ? "everything right" : $"{_wrong.Count} things wrong");
        return _wrong.IsEmpty ? 0 : 1;
    }
}
