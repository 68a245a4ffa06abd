// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Official;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Zoo;

/// <summary>
/// Asks one configuration after another, in one worker process for as long as it lives: the oracle is compiled once. Not thread-safe.
/// </summary>
internal sealed class Keeper(WorkerCommand command, string plugin, string? officialCases, string nonce = Case.DailyNonce) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private WorkerProcess? _worker;

    /// <summary>
    /// Judges a configuration. A crash or a hang ends it, and so does the first kill of a timed one; cases of an operator that it
    /// refuses as a whole are not asked.
    /// </summary>
    /// <param name="who">The configuration.</param>
    /// <param name="ids">The cases, in order.</param>
    /// <param name="operatorOf">The operator of a case.</param>
    /// <param name="untilKilled">After the first kill of a wrong configuration only official cases are asked, and those until ONNX's own rule rejects one.</param>
    /// <param name="cancellation">Interrupts.</param>
    public async Task<Record> Ask(Inhabitant who, IEnumerable<string> ids, Func<string, string> operatorOf, bool untilKilled, CancellationToken cancellation)
    {
        var results = new List<CaseResult>();
        var refused = new HashSet<string>();
        bool killed = false, rejected = false;
        await Open(who, cancellation);
        foreach (var id in ids)
        {
            var op = operatorOf(id);
            if (refused.Contains(op) || (killed && untilKilled && (rejected || !OfficialCases.IsOfficial(id))))
                continue;
            var result = await Ask(id, cancellation);
            if (result.Verdict == Verdict.Unsupported)
                refused.Add(result.Rule == "query.Op" ? op : "");
            results.Add(result);
            rejected |= result.Rule == OfficialJudge.OnnxRule;
            killed |= !who.IsLegal && result.Verdict != Verdict.NotRun && !result.Verdict.IsAcceptable();
            if (_worker is null || (killed && who.IsTimed))
                break;
        }
        return new Record(who, results);
    }

    private async Task Open(Inhabitant who, CancellationToken cancellation)
    {
        _worker ??= new WorkerProcess(command);
        var settings = new WorkerSettings(plugin, 0, new Dictionary<string, string> { ["zoo"] = who.Name }, nonce, [], officialCases, Patience: Patience);
        var reply = await _worker.Ask(new WorkerRequest { Settings = settings }, StartLimit, cancellation);
        if (reply?.Ready is null)
        {
            Dispose();
            _worker = new WorkerProcess(command);
            reply = await _worker.Ask(new WorkerRequest { Settings = settings }, StartLimit, cancellation);
        }
        if (reply?.Ready is null)
            Assert.Fail($"{who.Name}: {reply?.Refused ?? _worker.Obituary()}");
    }

    private async Task<CaseResult> Ask(string id, CancellationToken cancellation)
    {
        try
        {
            var reply = await _worker!.Ask(new WorkerRequest { Case = id }, Limit, cancellation);
            Assert.True(reply?.Fault is null, $"{id}: {reply?.Fault}");
            if (reply?.Result is { } result)
                return result;
            var obituary = _worker.Obituary();
            Dispose();
            return new CaseResult { Case = id, Verdict = Verdict.Crash, Rule = "TG-P-3", Text = obituary };
        }
        catch (TimeoutException)
        {
            Dispose();
            return new CaseResult { Case = id, Verdict = Verdict.Hang, Rule = "limit.case" };
        }
    }

    public void Dispose()
    {
        _worker?.Dispose();
        _worker = null;
    }
}
