// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text.Json;

namespace Tengen.Conformance.Workers;

/// <summary>A worker as the supervisor sees it. Owned by one dispatcher; not thread-safe. Disposing kills the process and its children.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int KeptLines = 12;
    private static readonly TimeSpan TimeToDie = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private readonly Queue<string> _lastWords = new();
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
        _process = Process.Start(start) ?? throw new WorkerStartException($"'{command.File}' did not start");
        _process.ErrorDataReceived += (_, line) => Remember(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>Sends a request and waits for its reply. Null when the process died instead of replying.</summary>
    /// <exception cref="TimeoutException">No reply within the limit; the process has been killed.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; the process has been killed.</exception>
    public async Task<WorkerReply?> Ask(WorkerRequest request, TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request, ConformanceJson.Default.WorkerRequest)).ConfigureAwait(false);
            await _process.StandardInput.FlushAsync(cancellation).ConfigureAwait(false);
            var line = await _process.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(limit, cancellation).ConfigureAwait(false);
            return line is null ? null : JsonSerializer.Deserialize(line, ConformanceJson.Default.WorkerReply);
        }
        catch (IOException)
        {
            return null;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            Kill();
            throw;
        }
    }

    /// <summary>How a dead process ended, with the last lines it wrote to standard error.</summary>
    public string Obituary()
    {
        if (!_process.WaitForExit(TimeToDie))
            Kill();
        var status = ExitStatus.Describe(_process.ExitCode);
        lock (_lastWords)
        {
            return _lastWords.Count == 0 ? status : $"{status}; last words: {string.Join(" | ", _lastWords)}";
        }
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Kill();
        _process.Dispose();
    }

    private void Kill()
    {
        if (_process.HasExited)
            return;
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    private void Remember(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        lock (_lastWords)
        {
            _lastWords.Enqueue(line.Trim());
            if (_lastWords.Count > KeptLines)
                _lastWords.Dequeue();
        }
    }
}
