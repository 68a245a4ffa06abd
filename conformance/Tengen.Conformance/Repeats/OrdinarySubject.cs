// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.Graph;
using Tengen.OrdinaryHost;

namespace Tengen.Conformance.Repeats;

/// <summary>
/// A device behind an ordinary host: the process asks and judges, another one computes. A host that ends or does not answer ends the question it was
/// asked; the next one has a fresh host. So does the first one: a device that does not open there is the first question's answer. One thread.
/// </summary>
/// <param name="settings">Which device, under which limit.</param>
/// <param name="program">Absolute path of the host's copy.</param>
internal sealed class OrdinarySubject(WorkerSettings settings, string program) : ISubject
{
    private static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(30);
    private readonly TimeSpan _limit = settings.SoftLimit ?? UsualLimit;
    private OrdinaryProcess? _host;

    public string Description => "a device in an ordinary host";

    /// <summary>None: an ordinary host looks after nothing.</summary>
    public IReadOnlyList<string> Gates => [];

    public SubjectOutcome Run(Graph.Graph graph, IReadOnlyList<Tensor> inputs) => RunEach(graph, [inputs]);

    public SubjectOutcome RunEach(Graph.Graph graph, IReadOnlyList<IReadOnlyList<Tensor>> inputs) =>
        Ask(new RunRequest(graph, AbiSubject.NumericType(graph), inputs).Write) switch
        {
            Answer.Ran ran => new SubjectOutcome.Ran(ran.Outputs[^1], ran.Numerics) { Earlier = [.. ran.Outputs.SkipLast(1)] },
            Answer.Declined declined => new SubjectOutcome.Declined(declined.Rule, declined.Text),
            Answer.Failed failed => new SubjectOutcome.Broke(failed.IsLost ? Verdict.DeviceLost : Verdict.Contract, failed.Rule.Length > 0 ? failed.Rule : "TG-P-31", failed.Text),
            Ended ended => new SubjectOutcome.Broke(ended.Verdict, ended.Rule, ended.Text),
            var other => throw new System.Diagnostics.UnreachableException(other.ToString()),
        };

    public CaseResult Submit(string id) => throw new InvalidOperationException($"'{id}' is about calls: it is not repeated");

    public void Dispose()
    {
        _host?.Dispose();
        _host = null;
    }

    private Answer Start()
    {
        _host = new OrdinaryProcess(program);
        return Send(new DeviceRequest(settings.Backend, settings.Layers, settings.DeviceIndex, settings.Options).Write);
    }

    private Answer Ask(Action<WireWriter> message) => _host is null && Start() is not Answer.Opened and var refused ? refused : Send(message);

    private Answer Send(Action<WireWriter> message)
    {
        try
        {
            return _host!.Ask(message, _limit);
        }
        catch (TimeoutException)
        {
            return Lost(Verdict.Hang, "limit.case", $"no answer within {_limit.TotalSeconds:0.###} s; the process was killed");
        }
        catch (IOException)
        {
            return Lost(Verdict.Crash, "TG-P-3", $"the process {_host!.Obituary()}");
        }
        catch (InvalidDataException e)
        {
            return Lost(Verdict.Contract, "TG-P-3", $"something else than the host wrote to its channel: {e.Message}");
        }
    }

    private Ended Lost(Verdict verdict, string rule, string text)
    {
        Dispose();
        return new Ended(verdict, rule, text);
    }

    /// <summary>There is no answer, and no process any more.</summary>
    private sealed record Ended(Verdict Verdict, string Rule, string Text) : Answer;
}
