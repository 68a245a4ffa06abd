// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace Tengen.Conformance.Workers;

/// <summary>
/// The worker's side of the protocol: a request, and a reply that repeats its seal. Who finds the channel's descriptor in the process can write to it, and knows
/// no seal. Owns the stream of replies. One thread.
/// </summary>
internal sealed class Conversation(TextReader requests, Stream channel) : IDisposable
{
    private readonly JsonLineWriter _replies = new(channel);
    private string? _seal;

    /// <summary>Null when the supervisor has closed its end.</summary>
    public WorkerRequest? Next()
    {
        if (requests.ReadLine() is not { } line)
            return null;
        var request = JsonSerializer.Deserialize(line, ConformanceJson.Default.WorkerRequest);
        _seal = request?.Seal;
        return request;
    }

    /// <summary>Answers the last request, with the reply's evidence behind it.</summary>
    public void Send(WorkerReply reply) => _replies.Write(reply with { Seal = _seal }, ConformanceJson.Default.WorkerReply, reply.Evidence);

    public void Dispose()
    {
        _replies.Dispose();
        channel.Dispose();
    }
}
