// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
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
        var (requests, channel) = ProtocolChannel.Claim();
        using var replies = new JsonLineWriter(channel);
        var first = Next(requests);
        if (first?.WarmUp == true)
        {
            WarmUp.Run();
            first = Next(requests);
        }
        if (first?.Describe is { } question)
        {
            Send(replies, PluginInventory.Answer(question));
            return 0;
        }
        if (first?.Speed?.Open is { } opened)
            return SpeedLoop.Run(requests, replies, opened);
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
                Send(replies, new WorkerReply { Refused = e.Message });
                return 4;
            }
            using (subject)
            {
                Send(replies, new WorkerReply { Ready = subject.Description, Identity = subject.Identity });
                next = Serve(requests, replies, new CaseRunner(subject, next), subject);
            }
        }
        return 0;
    }

    /// <summary>Answers cases until the input ends, or settings come, which it returns.</summary>
    private static WorkerSettings? Serve(TextReader requests, JsonLineWriter replies, CaseRunner runner, ISubject subject)
    {
        WorkerRequest? request;
        while ((request = Next(requests)) is { Case: { } id })
            Send(replies, Answer(runner, subject, id));
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

    private static WorkerRequest? Next(TextReader requests) =>
        requests.ReadLine() is { } line ? JsonSerializer.Deserialize(line, ConformanceJson.Default.WorkerRequest) : null;

    private static void Send(JsonLineWriter replies, WorkerReply reply) =>
        replies.Write(reply, ConformanceJson.Default.WorkerReply, reply.Evidence);
}
