// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Tengen.Conformance.Execution;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Workers;

/// <summary>What a worker does while nobody needs it: a case on the oracle's own simulation, so that the code for the next one is compiled.</summary>
internal static class WarmUp
{
    private static readonly string[] Cases = ["Add/f32/a=3x67,b=3x67/uniform", "MatMul/f32/a=5x64,b=64x7/uniform"];

    public static void Run()
    {
        var settings = Again(new WorkerRequest { Settings = new WorkerSettings(Subjects.Reference, 0, new Dictionary<string, string>(), Case.DailyNonce, []) }).Settings!;
        using var subject = Subjects.Open(settings);
        var runner = new CaseRunner(subject, settings);
        foreach (var id in Cases)
            JsonSerializer.SerializeToUtf8Bytes(WorkerLoop.Answer(runner, subject, id), ConformanceJson.Default.WorkerReply);
    }

    private static WorkerRequest Again(WorkerRequest request) =>
        JsonSerializer.Deserialize(JsonSerializer.Serialize(request, ConformanceJson.Default.WorkerRequest), ConformanceJson.Default.WorkerRequest)!;
}
