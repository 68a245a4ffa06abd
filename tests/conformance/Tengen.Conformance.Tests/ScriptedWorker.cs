// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;

namespace Tengen.Conformance.Tests;

/// <summary>A worker played by a shell script, so that every way of dying is at hand. The script sees each case id as <c>$id</c>, and answers with <c>reply MEMBERS</c>.</summary>
internal sealed class ScriptedWorker : IDisposable
{
    /// <summary>A function of the shell: <c>reply MEMBERS</c> answers the request in <c>$line</c>.</summary>
    public const string Reply = """reply() { local seal=${line##*'"seal":"'}; printf '{"seal":"%s",%s}\n' "${seal%%\"*}" "$1"; }""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tengen-supervisor-");

    public ScriptedWorker(string onCase, string onSettings = "reply '\"ready\":\"scripted\"'")
    {
        var script = $$"""
            {{Reply}}
            pass() { reply "\"result\":{\"case\":\"$id\",\"verdict\":\"$1\",\"elements\":1}"; }
            once() { [ ! -e "{{_folder.FullName}}/$1" ] && touch "{{_folder.FullName}}/$1"; }
            read -r line
            case $line in *warm_up*) touch "{{_folder.FullName}}/warm.$$"; read -r line || exit 0;; esac
            {{onSettings}}
            while read -r line; do
                id=$(printf '%s' "$line" | sed -E 's/.*"case":"([^"]*)".*/\1/')
                {{onCase}}
            done
            """;
        var file = Path.Combine(_folder.FullName, "worker.sh");
        File.WriteAllText(file, script);
        Settings = new SupervisorSettings
        {
            Command = new WorkerCommand("/bin/bash", file),
            Worker = new WorkerSettings("/scripted", 0, new Dictionary<string, string>(), "nonce", []),
            Workers = 2,
            CaseLimit = TimeSpan.FromSeconds(10),
        };
    }

    public SupervisorSettings Settings { get; set; }

    public string JournalPath => PathOf("results.jsonl");

    /// <summary>A file beside the script.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string EvidencePath => Path.Combine(_folder.FullName, EvidenceFile.Name);

    public async Task<IReadOnlyList<CaseResult>> Run(CancellationToken cancellation, params string[] ids)
    {
        using var journal = new Journal(JournalPath);
        using var evidence = new EvidenceFile(EvidencePath);
        return await new Supervisor(Settings, journal, Observers.None, evidence).Run(new CasePlan(ids), cancellation);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
