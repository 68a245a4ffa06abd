// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Workers;
using Tengen.OrdinaryHost;

namespace Tengen.Conformance.Repeats;

/// <summary>An ordinary host as a worker sees it: started with nothing on its command line but its path, told everything through a pipe. One thread. Disposing ends it.</summary>
internal sealed class OrdinaryProcess : IDisposable
{
    private static readonly TimeSpan TimeToDie = TimeSpan.FromSeconds(2);
    private readonly Process _process;
    private readonly LastWords _lastWords;
    private readonly WireWriter _to;
    private readonly WireReader _from;

    /// <param name="program">Absolute path of the host's copy.</param>
    public OrdinaryProcess(string program)
    {
        var start = new ProcessStartInfo(NeutralFolder.Runtime, [program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("TENGEN_", StringComparison.Ordinal) || WorkerEnvironment.OwnNames.Contains(name)).ToList())
            start.Environment.Remove(name);
        _process = Spawner.Start(start, processors: null);
        _lastWords = new LastWords(_process.StandardError.BaseStream);
        _to = new WireWriter(new BinaryWriter(new BufferedStream(_process.StandardInput.BaseStream, 1 << 16)));
        _from = new WireReader(new BinaryReader(new BufferedStream(_process.StandardOutput.BaseStream, 1 << 16)));
    }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Sends a message and waits for its answer.</summary>
    /// <exception cref="TimeoutException">There was none within the limit.</exception>
    /// <exception cref="IOException">The process ended: see <see cref="Obituary"/>.</exception>
    /// <exception cref="InvalidDataException">What came is no answer.</exception>
    public Answer Ask(Action<WireWriter> message, TimeSpan limit)
    {
        var answer = Task.Run(() =>
        {
            message(_to);
            return Answer.Read(_from);
        });
        return Task.WaitAny([answer], limit) < 0 ? throw new TimeoutException() : answer.GetAwaiter().GetResult();
    }

    /// <summary>How the process ended, with the last lines it wrote to standard error.</summary>
    public string Obituary()
    {
        var status = _process.WaitForExit(TimeToDie) ? ExitStatus.Describe(_process.ExitCode) : "closed its channel and went on; it was killed";
        Dispose();
        var words = _lastWords.Text(TimeToDie);
        return words.Length == 0 ? status : $"{status}; last words: {words}";
    }

    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
        }
    }
}
