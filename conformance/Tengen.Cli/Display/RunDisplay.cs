// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;

namespace Tengen.Cli.Display;

/// <summary>
/// Progress of a run on standard error: a bar on a terminal, a line every tenth of the way elsewhere. Both say how many cases are done and bad, how
/// many were judged in a second, how often a worker was replaced, and when the rest will be through if it goes on like that.
/// </summary>
internal sealed class RunDisplay(int planned) : IRunObserver
{
    private readonly Stopwatch _clock = new();
    private ProgressTask? _bar;
    private int _known;
    private int _done;
    private int _bad;
    private int _restarts;

    /// <summary>What the backend says of itself; empty until it is open.</summary>
    public string Device { get; private set; } = "";

    /// <summary>Runs <paramref name="work"/> under the display. What was told before is known from an earlier process, and no measure of speed.</summary>
    public async Task<T> Show<T>(Func<Task<T>> work)
    {
        _known = _done;
        _clock.Start();
        if (!Terminal.ProgressIsInteractive)
            return await work();
        return await Terminal.Progress.Progress()
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                _bar = context.AddTask("loading the backend", maxValue: Math.Max(1, planned - _known));
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
            _bar.Description = Markup.Escape($"{Operator(result.Case)} {State}");
            _bar.Increment(1);
        }
        else if (_clock.IsRunning && (_done == planned || _done * 10 / planned != (_done - 1) * 10 / planned))
            Terminal.Progress.WriteLine($"{State}, {_clock.Elapsed.TotalSeconds:0} s{Left}");
    }

    public void JudgingAgain(int cases)
    {
        if (_bar is not null)
            _bar.Description = $"{cases} bad cases once more, in other processes";
        else
            Terminal.Progress.WriteLine($"{cases} bad cases are judged once more, in other processes");
    }

    public void Repeating(int cases)
    {
        if (_bar is not null)
            _bar.Description = $"{cases} cases again in an ordinary host";
        else
            Terminal.Progress.WriteLine($"{cases} cases are run again in an ordinary host");
    }

    public void Happened(Incident incident)
    {
        if (Incident.EndsItsProcess(incident.Kind))
            _restarts++;
    }

    private double Rate => (_done - _known) / Math.Max(_clock.Elapsed.TotalSeconds, 1e-3);

    private string State => string.Create(CultureInfo.InvariantCulture, $"{_done}/{planned} cases, {_bad} bad, {_restarts} restarts, {Rate:0.#} cases/s");

    private string Left => _done < planned && Rate > 0 ? string.Create(CultureInfo.InvariantCulture, $", about {(planned - _done) / Rate:0} s left") : "";

    private static string Operator(string id) => id.Split('/')[0];
}
