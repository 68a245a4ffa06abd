// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tengen.Cli.Backends;
using Tengen.Cli.Display;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Waivers;
using Tengen.Conformance.Workers;
using Tengen.Reference.Cases;

namespace Tengen.Cli.Commands;

/// <summary>The options of <c>certify</c> that tie a run to files outside it: a nonce that somebody issued, and waivers.</summary>
internal sealed class PinOptions
{
    private const string Nonce = "issued nonce";
    private const string NonceNext = "tengen nonce SHA256 --key KEY.pem makes one";
    private const string WaiverWord = "waiver file";
    private const string WaiverNext = """it looks like {"waivers": [{"case": "...", "owner": "...", "reason": "...", "url": "https://...", "expires": "2027-06-30"}]}""";

    private readonly Option<FileInfo?> _issued = new("--issued-nonce") { Description = "A signed nonce, made by tengen nonce for this very plugin; takes the place of --nonce." };
    private readonly Option<FileInfo?> _waivers = new("--waivers") { Description = "A file of waivers: exact cases that may fail, each with owner, reason, URL and last day. They are run all the same." };

    public void AddTo(Command command)
    {
        command.Options.Add(_issued);
        command.Options.Add(_waivers);
    }

    /// <summary>Reads the files, and takes the digests that the run is tied to.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="settings">The run's conditions so far; <see cref="Pinned.Settings"/> are those that count.</param>
    /// <exception cref="UsageException">A file is not what it should be, or the nonce is for another plugin.</exception>
    public Pinned Read(ParseResult parsed, WorkerSettings settings)
    {
        var plugin = settings.Backend == BackendLocator.Reference ? null : FileDigest.Of(settings.Backend);
        var issued = parsed.GetValue(_issued) is { } file ? InputFile.Read(file.FullName, Nonce, NonceNext) : null;
        var waivers = parsed.GetValue(_waivers) is { } other ? InputFile.Read(other.FullName, WaiverWord, WaiverNext) : null;
        if (issued is not null && settings.Nonce != Case.DailyNonce)
            throw new UsageException("--nonce and --issued-nonce both name a nonce: choose one");
        var nonce = issued is null ? null : NonceFor(plugin, issued, parsed.GetValue(_issued)!.FullName);
        return new Pinned(
            settings with { Nonce = nonce ?? settings.Nonce },
            new RunPins
            {
                PluginSha256 = plugin,
                SuiteSha256 = FileDigest.OfSuite(),
                NonceOrigin = nonce is not null ? NonceOrigin.Issued : settings.Nonce == Case.DailyNonce ? NonceOrigin.Daily : NonceOrigin.SelfIssued,
                IssuedNonce = issued is null ? null : Encoding.UTF8.GetString(issued),
                WaiversSha256 = waivers is null ? null : Convert.ToHexStringLower(SHA256.HashData(waivers)),
                Variables = WorkerEnvironment.Passed(),
                Parts = NativeParts.Digests(settings.Layers),
            },
            waivers,
            waivers is null ? [] : Waivers(waivers, parsed.GetValue(_waivers)!.FullName));
    }

    private static string NonceFor(string? plugin, byte[] envelope, string path)
    {
        try
        {
            var nonce = IssuedNonce.In(DsseEnvelope.Parse(envelope));
            return nonce.Plugin == plugin ? nonce.Nonce
                : throw new UsageException($"the nonce was issued for the plugin {nonce.Plugin}; this one is {plugin ?? "the oracle"}", "commit to this plugin's digest and ask for another nonce");
        }
        catch (JsonException e)
        {
            throw InputFile.Foreign(path, Nonce, NonceNext, e);
        }
    }

    private static IReadOnlyList<Waiver> Waivers(byte[] bytes, string path)
    {
        try
        {
            var waivers = WaiverFile.Parse(bytes).Waivers;
            return waivers.FirstOrDefault(waiver => !CaseCatalogue.Knows(waiver.Case)) is { } stranger
                ? throw new UsageException($"there is no case '{stranger.Case}' to waive", "tengen list prints the case ids")
                : waivers;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw InputFile.Foreign(path, WaiverWord, WaiverNext, e);
        }
    }
}

/// <summary>What a run is tied to.</summary>
/// <param name="Settings">The run's conditions, an issued nonce among them.</param>
/// <param name="Pins">The digests.</param>
/// <param name="WaiverBytes">The waiver file, for the run's folder.</param>
/// <param name="Waivers">The waivers in it.</param>
internal sealed record Pinned(WorkerSettings Settings, RunPins Pins, byte[]? WaiverBytes, IReadOnlyList<Waiver> Waivers)
{
    /// <summary>What must follow a <c>repro</c> line for an issued nonce.</summary>
    public string Again => Pins.NonceOrigin == NonceOrigin.Issued ? $" --nonce '{Settings.Nonce}'" : "";

    /// <summary>The plugin's file; null for the oracle.</summary>
    public PinnedFile? Plugin => Pins.PluginSha256 is { } digest ? new PinnedFile(Settings.Backend, digest) : null;

    /// <summary>Writes the digests down, and the waivers beside the results. A run that goes on has to be tied to the same files.</summary>
    /// <exception cref="UsageException">Plugin, suite, native parts, waivers or variables are not those that the run began with.</exception>
    public void Keep(Journal journal, IEnumerable<JournalRecord> before)
    {
        if (before.Select(record => record.Pins).OfType<RunPins>().FirstOrDefault() is { } then)
        {
            if (PinDifferences.OfFiles(then, Pins).Concat(PinDifferences.OfVariables(then, Pins)).ToList() is { Count: > 0 } differences)
                throw new UsageException($"'{journal.Path}' is a run with other files or variables: {string.Join("; ", differences)}", "give it the same plugin, suite, waivers and variables, or certify without --resume");
            return;
        }
        journal.Append(new JournalRecord { Pins = Pins });
        if (WaiverBytes is not null)
            File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(journal.Path)!, WaiverFile.FileName), WaiverBytes);
    }

    /// <summary>The results with the waivers applied, each change written down and each effect said; <paramref name="stale"/> counts those that found no failure.</summary>
    public IReadOnlyList<CaseResult> Apply(IReadOnlyList<CaseResult> results, Journal journal, out int stale)
    {
        var outcomes = Waivers.Join(results, waiver => waiver.Case, result => result.Case, (waiver, result) => WaiverOutcome.Of(waiver, result, DateOnly.FromDateTime(DateTime.UtcNow))).ToList();
        foreach (var (waiver, result, effect) in outcomes)
        {
            if (effect == WaiverEffect.Waived)
                journal.Append(new JournalRecord { Result = result });
            Terminal.Say($"waiver of {waiver.Case}: " + effect switch
            {
                WaiverEffect.Waived => $"{result.Waiver!.Judged.Name()} waived until {waiver.Expires:yyyy-MM-dd} by {waiver.Owner}: {waiver.Reason}",
                WaiverEffect.Stale => $"stale, the case is {result.Verdict.Name()}: remove it",
                WaiverEffect.Expired => $"expired on {waiver.Expires:yyyy-MM-dd}, it counts as none",
                WaiverEffect.Refused => $"{result.Verdict.Name()} is never waived",
                _ => "the case was not reached",
            });
        }
        stale = outcomes.Count(outcome => outcome.Effect == WaiverEffect.Stale);
        var changed = outcomes.ToDictionary(outcome => outcome.Result.Case, outcome => outcome.Result, StringComparer.Ordinal);
        return [.. results.Select(result => changed.GetValueOrDefault(result.Case, result))];
    }
}
