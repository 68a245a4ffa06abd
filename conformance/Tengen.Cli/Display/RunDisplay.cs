// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Spectre.Console;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;

namespace Tengen.Cli.Display;

/// <summary>Progress of a run on standard error: a bar with counts on a terminal, a line every tenth of the way elsewhere.</summary>
internal sealed class RunDisplay(int planned) : IRunObserver
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private ProgressTask? _bar;
    private int _done;
    private int _bad;

    /// <summary>What the backend says of itself; empty until it is open.</summary>
    public string Device { get; private set; } = "";

    /// <summary>Runs <paramref name="work"/> under the display.</summary>
    public async Task<T> Show<T>(Func<Task<T>> work)
    {
        if (!Terminal.ProgressIsInteractive)
            return await work();
        return await Terminal.Progress.Progress()
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                _bar = context.AddTask("loading the backend", maxValue: Math.Max(1, planned));
                return await work();
            });
    }

    public void Opened(string description)
    {
        Device = description;
        if (_bar is null)
            Terminal.Progress.WriteLine($"{Terminal.Printable(description)}: {planned} cases planned");
        else
            _bar.Description = Markup.Escape(Terminal.Printable(description));
    }

    public void Judged(CaseResult result)
    {
        _done++;
        if (!result.Verdict.IsAcceptable())
            _bad++;
        if (_bar is not null)
        {
            _bar.Description = Markup.Escape($"{Operator(result.Case)} {_done}/{planned}") + (_bad > 0 ? $" [red]{_bad} bad[/]" : "");
            _bar.Increment(1);
        }
        else if (_done == planned || _done * 10 / planned != (_done - 1) * 10 / planned)
            Terminal.Progress.WriteLine($"{_done}/{planned} cases, {_bad} bad, {_clock.Elapsed.TotalSeconds:0} s");
    }

    private static string Operator(string id) => id.Split('/')[0];
}
