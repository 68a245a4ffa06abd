// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Tengen.Conformance.Calls;

namespace Tengen.Conformance.Workers;

/// <summary>
/// A worker as the supervisor sees it. Owned by one dispatcher; not thread-safe. Disposing kills the process and everything it left behind.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan TimeToDie = TimeSpan.FromSeconds(2);
    /// <summary>How often memory is looked at in the middle of a case; what a process can take meanwhile comes on top of the limit.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);
    /// <summary>How often a process without a limit is looked at: what is measured in it is left alone.</summary>
    private static readonly TimeSpan SlowPace = TimeSpan.FromMilliseconds(250);
    private const int SealBytes = 16;
    private const long MiB = 1 << 20;
    private readonly Process _process;
    private readonly ResidentMemory _memory;
    private readonly long _memoryLimit;
    private readonly Vigil _vigil;
    private readonly Offspring _offspring;
    private readonly JsonLineWriter _requests;
    private readonly ReplyReader _replies;
    private readonly LastWords _lastWords;
    private readonly CallWatch _calls = new();
    private long _held;
    private long _before;
    private bool _disposed;

    /// <param name="command">What to start.</param>
    /// <param name="memoryLimit">Bytes that may be resident; a process that holds more is killed. Null: as many as there are.</param>
    public WorkerProcess(WorkerCommand command, long? memoryLimit = null)
    {
        _memoryLimit = memoryLimit ?? long.MaxValue;
        var start = new ProcessStartInfo(command.File, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        WorkerEnvironment.Restrict(start.Environment);
        _calls.Offer(start.Environment);
        _offspring = new Offspring(start.Environment);
        _process = Spawner.Start(start, command.Processors);
        Id = _process.Id;
        _memory = new ResidentMemory(_process);
        _requests = new JsonLineWriter(_process.StandardInput.BaseStream);
        _replies = new ReplyReader(_process.StandardOutput.BaseStream);
        _lastWords = new LastWords(_process.StandardError.BaseStream);
        _vigil = new Vigil(_process, _replies, memoryLimit is null ? SlowPace : Pace, CheckMemory);
    }

    /// <summary>The call that the process is in, or was in when it ended, for the end of a sentence; empty where nothing is known.</summary>
    public string Calls => _calls.ToString();

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>True when the process ended, or wrote what nobody asked for: it is to be replaced.</summary>
    public bool IsSpent => _process.HasExited || _replies.HasLine;

    /// <summary>Since the last request it wrote more to its standard streams than is read.</summary>
    public bool HasFlooded => _lastWords.IsFlooded;

    /// <summary>Lets the process get ready for a first request that comes later.</summary>
    public void WarmUp()
    {
        try
        {
            _requests.Write(new WorkerRequest { WarmUp = true }, ConformanceJson.Default.WorkerRequest);
        }
        catch (IOException) when (_process.HasExited)
        {
        }
    }

    /// <summary>Sends a request and waits for its reply, and for the evidence behind it. Null when the process died instead. Goes on in the thread that reads replies, or in that of the vigil when that ended the wait.</summary>
    /// <exception cref="TimeoutException">No reply within the limit; the process has been killed.</exception>
    /// <exception cref="MemoryLimitException">More memory was held than may be, during the request or after it; the process has been killed.</exception>
    /// <exception cref="JsonException">What came is no reply: something else wrote to the channel.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; the process has been killed.</exception>
    public async Task<WorkerReply?> Ask(WorkerRequest request, TimeSpan limit, CancellationToken cancellation)
    {
        Interlocked.Exchange(ref _before, Interlocked.Read(ref _held));
        _lastWords.Begin();
        _vigil.Begin(limit, cancellation);
        try
        {
            var seal = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SealBytes));
            _requests.Write(request with { Seal = seal }, ConformanceJson.Default.WorkerRequest);
            if (await _replies.Next().ConfigureAwait(false) is not { } line)
                return null;
            CheckMemory();
            var reply = ReplyReader.Parse(line);
            if (reply.Seal != seal)
                throw new JsonException("the reply does not repeat the seal of its request");
            if (reply.EvidenceDigest is null)
                return reply;
            return await _replies.Next().ConfigureAwait(false) is { } evidence ? reply.Followed(evidence) : null;
        }
        catch (IOException)
        {
            return null;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or MemoryLimitException)
        {
            End();
            throw;
        }
    }

    /// <summary>How a dead process ended, in which call, with the last lines it wrote to standard error.</summary>
    public string Obituary()
    {
        var ended = _process.WaitForExit(TimeToDie);
        End();
        var status = ended ? ExitStatus.Describe(_process.ExitCode) : "closed its channel and went on; it was killed";
        var words = _lastWords.Text(Vigil.Echo);
        return words.Length == 0 ? $"{status}{Calls}" : $"{status}{Calls}; last words: {words}";
    }

    /// <summary>Why a backend is not up after its first request ended so; null where the exception has nothing to do with it.</summary>
    /// <param name="e">What <see cref="Ask"/> threw.</param>
    /// <param name="backend">What was to be loaded.</param>
    /// <param name="limit">How long that might take.</param>
    public WorkerStartException? NotUp(Exception e, string backend, TimeSpan limit) => e switch
    {
        TimeoutException => new($"'{backend}' did not load and open within {limit.TotalSeconds:0.###} s{Calls}; the process was killed"),
        MemoryLimitException memory => new($"'{backend}' took {memory.Held / MiB} MiB while it was loaded and opened, and may have {_memoryLimit / MiB} (--memory); the process was killed"),
        JsonException => new($"'{backend}' wrote to the worker's protocol channel while it was loaded: {e.Message}"),
        _ => null,
    };

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        End();
        _memory.Dispose();
        _calls.Dispose();
        _requests.Dispose();
        _process.Dispose();
    }

    private void CheckMemory()
    {
        if (_memoryLimit == long.MaxValue)
            return;
        var held = _memory.Read();
        Interlocked.Exchange(ref _held, held);
        if (held > _memoryLimit)
            throw new MemoryLimitException(held, Interlocked.Read(ref _before));
    }

    private void End()
    {
        _vigil.Dispose();
        _offspring.End(_process);
    }
}
