// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Journals;

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
            Table(html, "Where", Where(run));
        }, ("class", "two"));
        if (run.Modules.Count > 0)
            Modules(html, run.Modules);
    }, ("id", "pins"));

    private static void Modules(HtmlWriter html, IReadOnlyList<MappedModule> modules) => html.Element("details", () =>
    {
        html.Text("summary", $"{PageText.Plural(modules.Count, "file was", "files were")} mapped into the processes that ran the backend");
        Table(html, "SHA-256 of each", modules.Select(module => (module.Path, module.Sha256 ?? "could not be read")));
    });

    private static void Table(HtmlWriter html, string caption, IEnumerable<(string Name, string Value)> rows) => html.Element("table", () =>
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
        yield return ("results file", run.Digest is { } digest ? $"SHA-256 {digest}" : run.Path);
    }

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
        yield return ("variables", pins.Variables.Count == 0 ? "none that count" : string.Join(' ', pins.Variables.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    private static IEnumerable<(string Name, string Value)> Where(RecordedRun run)
    {
        var environment = run.Header.Environment;
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
