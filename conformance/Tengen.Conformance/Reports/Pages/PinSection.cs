// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>Where the run was made, and everything that ties this page to it.</summary>
internal static class PinSection
{
    public static void Write(HtmlWriter html, RecordedRun run) => html.Element("section", () =>
    {
        html.Text("h2", "Environment and pins");
        html.Element("div", () =>
        {
            Table(html, "What was run", Run(run));
            Table(html, "Where", Where(run.Header.Environment));
        }, ("class", "two"));
        if (run.Pins is { Variables.Count: > 0 } pins)
            Folded(html, $"{PageText.Plural(pins.Variables.Count, "environment variable was", "environment variables were")} given to the processes that ran the backend, and no others", "Value of each", pins.Variables.Select(pair => (pair.Key, pair.Value)));
        if (run.Modules.Count > 0)
            Folded(html, $"{PageText.Plural(run.Modules.Count, "file was", "files were")} mapped into the processes that ran the backend", "SHA-256 of each", run.Modules.OrderBy(module => module.Path, StringComparer.Ordinal).Select(module => (module.Path, module.Sha256 ?? "could not be read")));
    }, ("id", "pins"));

    private static void Folded(HtmlWriter html, string summary, string caption, IEnumerable<(string Name, string Value)> rows) => html.Element("details", () =>
    {
        html.Text("summary", summary);
        Table(html, caption, rows);
    });

    /// <summary>A table of names and values.</summary>
    public static void Table(HtmlWriter html, string caption, IEnumerable<(string Name, string Value)> rows) => html.Element("table", () =>
    {
        html.Text("caption", caption);
        html.Element("tbody", () =>
        {
            foreach (var (name, value) in rows)
                html.Element("tr", () =>
                {
                    html.Text("th", name, ("scope", "row"));
                    html.Element("td", () => html.Text("code", value));
                });
        });
    }, ("class", "pins"));

    private static IEnumerable<(string Name, string Value)> Run(RecordedRun run)
    {
        var header = run.Header;
        yield return ("backend", header.Backend);
        yield return ("plugin", header.Plugin);
        yield return ("device", $"{header.DeviceIndex}: {run.Device}");
        if (run.Identity is { } identity)
            foreach (var pin in Identity(identity))
                yield return pin;
        yield return ("options", header.Options.Count == 0 ? "none" : string.Join(' ', header.Options.Select(pair => $"{pair.Key}={pair.Value}")));
        yield return ("layers", header.Layers.Count == 0 ? "none" : string.Join(' ', header.Layers));
        yield return ("suite", header.Suite);
        yield return ("version of the cases", $"{header.CaseVersion}");
        yield return ("ABI", header.Abi);
        yield return ("profile", header.Profile is { } profile ? $"{profile}, SHA-256 {header.ProfileHash}" : "none");
        yield return ("plan", $"{header.Planned} cases, SHA-256 {header.PlanHash}");
        yield return ("nonce", header.Nonce);
        if (run.Pins is { } pins)
            foreach (var pin in Pins(pins))
                yield return pin;
        yield return ("begun", PageText.Time(header.Started));
        yield return ("ended", run.End is { } end ? PageText.Time(end.Finished) : "unknown");
        yield return ("evidence", Evidence(run));
        yield return ("results file", run.Digest is { } digest ? $"SHA-256 {digest}" : run.Path);
    }

    private static string Evidence(RecordedRun run) =>
        $"outputs kept of {run.Results.Count(result => result.Evidence is not null)} of {run.Results.Count(result => result.Verdict != Verdict.NotRun)} judged cases: tengen verify computes their verdicts again";

    /// <summary>In the device's own words; what it does not say is left out.</summary>
    private static IEnumerable<(string Name, string Value)> Identity(DeviceIdentity identity) => new (string Name, string Value)[]
    {
        ("made by", identity.Vendor),
        ("driver", identity.Driver),
        ("location", identity.Location),
        ("fingerprint", identity.Fingerprint),
        ("PCI device", identity.VendorId == 0 ? "" : $"{identity.VendorId:x4}:{identity.DeviceId:x4}"),
        ("UUID", identity.Uuid?.ToString() ?? ""),
        ("capability sheet", identity.SheetSha256 is { } sheet ? $"SHA-256 {sheet}" : ""),
    }.Where(pin => pin.Value.Length > 0);

    private static IEnumerable<(string Name, string Value)> Pins(RunPins pins)
    {
        yield return ("who knew the nonce", pins.NonceOrigin switch
        {
            NonceOrigin.Daily => "everybody: the constant of daily use",
            NonceOrigin.SelfIssued => "whoever ran it",
            _ => "its issuer, who signed it for this plugin's digest",
        });
        if (pins.PluginSha256 is { } plugin)
            yield return ("plugin's file", $"SHA-256 {plugin}");
        yield return ("suite's files", $"SHA-256 {pins.SuiteSha256}");
        if (pins.WaiversSha256 is { } waivers)
            yield return ("waivers", $"SHA-256 {waivers}");
    }

    /// <summary>A machine, in rows of <see cref="Table"/>.</summary>
    public static IEnumerable<(string Name, string Value)> Where(HostEnvironment environment)
    {
        yield return ("system", environment.Os);
        yield return ("kernel", environment.Kernel);
        yield return ("C library", environment.Libc);
        yield return ("runtime", environment.Runtime);
        yield return ("architecture", environment.Architecture);
        yield return ("processor", environment.Cpu);
        yield return ("vector units", string.Join(' ', environment.CpuFeatures));
        yield return ("logical processors", $"{environment.Processors}");
    }
}
