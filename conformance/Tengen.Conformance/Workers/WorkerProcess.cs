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
    private readonly Process _process;
    private readonly Offspring _offspring;
    private readonly ReplyReader _replies;
    private readonly LastWords _lastWords;
    private bool _disposed;

    public WorkerProcess(WorkerCommand command)
    {
        var start = new ProcessStartInfo(command.File, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        // A killed worker would leave the pipes of its debugger behind; who debugs a plugin sets this to 1.
        start.Environment.TryAdd("DOTNET_EnableDiagnostics", "0");
        _offspring = new Offspring(start.Environment);
        _process = Spawner.Start(start);
        Id = _process.Id;
        _replies = new ReplyReader(_process.StandardOutput.BaseStream);
        _lastWords = new LastWords(_process.StandardError.BaseStream);
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>True when the process ended, or wrote what nobody asked for: it is to be replaced.</summary>
    public bool IsSpent => _process.HasExited || _replies.HasLine;

    /// <summary>Sends a request and waits for its reply. Null when the process died instead of replying.</summary>
    /// <exception cref="TimeoutException">No reply within the limit; the process has been killed.</exception>
    /// <exception cref="JsonException">What came is no reply: something else wrote to the channel.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; the process has been killed.</exception>
    public async Task<WorkerReply?> Ask(WorkerRequest request, TimeSpan limit, CancellationToken cancellation)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request, ConformanceJson.Default.WorkerRequest)).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(cancellation).ConfigureAwait(false);
            var line = _replies.Next(done.Token);
            var exit = _process.WaitForExitAsync(done.Token);
            await Task.WhenAny(line, exit).WaitAsync(limit, cancellation).ConfigureAwait(false);
            if (!line.IsCompleted)
                await Task.WhenAny(line, Task.Delay(Echo, cancellation)).ConfigureAwait(false);
            return line.IsCompleted && await line.ConfigureAwait(false) is { } reply ? ReplyReader.Parse(reply) : null;
        }
        catch (IOException)
        {
            return null;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
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

    private void End() => _offspring.End(_process);
}
