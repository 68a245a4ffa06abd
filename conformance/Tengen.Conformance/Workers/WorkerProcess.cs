// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text.Json;

namespace Tengen.Conformance.Workers;

/// <summary>
/// A worker as the supervisor sees it. Owned by one dispatcher; not thread-safe. Disposing kills the process and everything it left behind.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan TimeToDie = TimeSpan.FromSeconds(2);
    /// <summary>What a dead process left in its pipes is read within this time; only a child that holds them open makes anybody wait for it.</summary>
    private static readonly TimeSpan Echo = TimeSpan.FromSeconds(3);
    /// <summary>How often memory is looked at in the middle of a case; what a process can take meanwhile comes on top of the limit.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);
    private readonly Process _process;
    private readonly ResidentMemory _memory;
    private readonly long _memoryLimit;
    private readonly Offspring _offspring;
    private readonly ReplyReader _replies;
    private readonly LastWords _lastWords;
    private long _held;
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
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        // A killed worker would leave the pipes of its debugger behind; who debugs a plugin sets this to 1.
        start.Environment.TryAdd("DOTNET_EnableDiagnostics", "0");
        _offspring = new Offspring(start.Environment);
        _process = Spawner.Start(start, command.Processors);
        Id = _process.Id;
        _memory = new ResidentMemory(_process);
        _replies = new ReplyReader(_process.StandardOutput.BaseStream);
        _lastWords = new LastWords(_process.StandardError.BaseStream);
    }

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
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(new WorkerRequest { WarmUp = true }, ConformanceJson.Default.WorkerRequest));
            _process.StandardInput.Flush();
        }
        catch (IOException) when (_process.HasExited)
        {
        }
    }

    /// <summary>Sends a request and waits for its reply. Null when the process died instead of replying.</summary>
    /// <exception cref="TimeoutException">No reply within the limit; the process has been killed.</exception>
    /// <exception cref="MemoryLimitException">More memory was held than may be, during the request or after it; the process has been killed.</exception>
    /// <exception cref="JsonException">What came is no reply: something else wrote to the channel.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; the process has been killed.</exception>
    public async Task<WorkerReply?> Ask(WorkerRequest request, TimeSpan limit, CancellationToken cancellation)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var before = _held;
        _lastWords.Begin();
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request, ConformanceJson.Default.WorkerRequest)).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(cancellation).ConfigureAwait(false);
            var line = _replies.Next(done.Token);
            var exit = _process.WaitForExitAsync(done.Token);
            await Watch(Task.WhenAny(line, exit), before, limit, done.Token).ConfigureAwait(false);
            if (!line.IsCompleted)
                await Task.WhenAny(line, Task.Delay(Echo, cancellation)).ConfigureAwait(false);
            return line.IsCompleted && await line.ConfigureAwait(false) is { } reply ? ReplyReader.Parse(reply) : null;
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
        finally
        {
            await done.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>How a dead process ended, with the last lines it wrote to standard error.</summary>
    public string Obituary()
    {
        var ended = _process.WaitForExit(TimeToDie);
        End();
        var status = ended ? ExitStatus.Describe(_process.ExitCode) : "closed its channel and went on; it was killed";
        var words = _lastWords.Text(Echo);
        return words.Length == 0 ? status : $"{status}; last words: {words}";
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        End();
        _process.Dispose();
    }

    private async Task Watch(Task answer, long before, TimeSpan limit, CancellationToken cancellation)
    {
        if (_memoryLimit == long.MaxValue)
        {
            await answer.WaitAsync(limit, cancellation).ConfigureAwait(false);
            return;
        }
        var clock = Stopwatch.StartNew();
        while (!answer.IsCompleted)
        {
            var left = limit - clock.Elapsed;
            if (left <= TimeSpan.Zero)
                throw new TimeoutException();
            await Task.WhenAny(answer, Task.Delay(left < Pace ? left : Pace, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            CheckMemory(before);
        }
    }

    private void CheckMemory(long before)
    {
        _held = _memory.Read();
        if (_held > _memoryLimit)
            throw new MemoryLimitException(_held, before);
    }

    private void End() => _offspring.End(_process);
}
