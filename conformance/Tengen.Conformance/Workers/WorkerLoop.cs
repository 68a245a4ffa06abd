// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Calls;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Workers;

/// <summary>The worker process: brings up the backend, then judges one case per request until its input ends.</summary>
public static class WorkerLoop
{
    /// <summary>Runs until standard input closes. The only place of the suite where a backend's code executes.</summary>
    /// <returns>0, or 4 when the backend could not be brought up.</returns>
    public static int Run()
    {
        Bond.Tie();
        CallNotes.Keep();
        using var supervisor = ProtocolChannel.Claim(out var printed);
        var conduct = new Conduct(printed);
        var first = supervisor.Next();
        if (first?.WarmUp == true)
        {
            WarmUp.Run();
            first = supervisor.Next();
        }
        if (first?.Describe is { } question)
        {
            supervisor.Send(PluginInventory.Answer(question));
            return 0;
        }
        if (first?.Speed?.Open is { } opened)
            return SpeedLoop.Run(supervisor, opened);
        if (first is null)
            return 0;
        var settings = first.Settings ?? throw new InvalidDataException("the first request carries no settings");
        for (WorkerSettings? next = settings; next is not null;)
        {
            ISubject subject;
            try
            {
                subject = Subjects.Open(next);
            }
            catch (SubjectException e)
            {
                supervisor.Send(new WorkerReply { Refused = e.Message });
                return 4;
            }
            using (subject)
            {
                supervisor.Send(new WorkerReply { Ready = subject.Description, Identity = subject.Identity });
                next = Serve(supervisor, new CaseRunner(subject, next), subject, conduct);
            }
        }
        return 0;
    }

    /// <summary>Answers cases until the input ends, or settings come, which it returns.</summary>
    private static WorkerSettings? Serve(Conversation supervisor, CaseRunner runner, ISubject subject, Conduct conduct)
    {
        WorkerRequest? request;
        while ((request = supervisor.Next()) is { Case: { } id })
            supervisor.Send(conduct.Of(Answer(runner, subject, id)));
        return request?.Settings;
    }

    /// <summary>Judges one case, and hands over its evidence when the subject records.</summary>
    internal static WorkerReply Answer(CaseRunner runner, ISubject subject, string id)
    {
        try
        {
            (subject as ReplayedSubject)?.Begin(id);
            (subject as RecordingSubject)?.Begin();
            return new WorkerReply { Result = runner.Run(id) }.With((subject as RecordingSubject)?.Take(id));
        }
        catch (EvidenceException e)
        {
            return new WorkerReply { Result = new CaseResult { Case = id, Verdict = Verdict.NotRun, Rule = e.Rule, Text = e.Message } };
        }
#pragma warning disable CA1031 // Whatever escapes a case is a fault of the suite and is reported as one.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new WorkerReply { Fault = e.ToString() };
        }
    }
}
