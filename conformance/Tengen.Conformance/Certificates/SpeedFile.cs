// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Journals;

namespace Tengen.Conformance.Certificates;

/// <summary>The results of a benchmark that a certificate claims: they lie beside those of its run, and only then.</summary>
/// <param name="Run">The benchmark.</param>
/// <param name="MerkleRoot">SHA-256 root (RFC 9162) over the lines of its file without their ends, in their order.</param>
public sealed record SpeedFile(RecordedRun Run, string MerkleRoot)
{
    /// <summary>Beside <c>results.jsonl</c>.</summary>
    public const string Name = "speed.jsonl";

    /// <param name="path">The results file of a benchmark, or its folder.</param>
    /// <exception cref="ResultsException">It cannot be read, is damaged, or holds no benchmark.</exception>
    public static SpeedFile Read(string path)
    {
        var run = RecordedRun.Read(path);
        return run.Speed is null
            ? throw new ResultsException(run.Path, 1, "it holds verdicts and no speed: tengen bench writes a benchmark")
            : new SpeedFile(run, MerkleTree.Root([.. new JournalReader(run.Path).Lines().Select(line => line.Bytes)]));
    }

    /// <summary>Where the benchmark of a run lies, whether it is there or not.</summary>
    public static string PathBeside(RunFiles run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Path.Combine(Path.GetDirectoryName(run.Path)!, Name);
    }

    /// <summary>The benchmark beside a run; null when there is none.</summary>
    /// <exception cref="ResultsException">As of <see cref="Read"/>.</exception>
    public static SpeedFile? Beside(RunFiles run) => File.Exists(PathBeside(run)) ? Read(PathBeside(run)) : null;
}
