// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Emit;
using Tengen.Interop.Generator.Layout;
using Tengen.Interop.Generator.Model;
using Tengen.Interop.Generator.Parsing;

namespace Tengen.Interop.Generator;

/// <summary>Header in, files out: path relative to the root, and text. The result depends on the header and the configuration alone.</summary>
internal sealed record GeneratedFiles(IReadOnlyList<(string Path, string Text)> Files, LayoutManifest Manifest, IReadOnlyList<string> Skipped);

/// <summary>Runs a configuration.</summary>
internal static class Generator
{
    /// <exception cref="GeneratorException">The header does not compile, or targets disagree.</exception>
    public static GeneratedFiles Run(GeneratorConfig config)
    {
        var targets = config.Targets.Count > 0 ? config.Targets.Select(Target.Find).ToList() : [.. Target.All];
        var parsed = targets.Select(t => (Target: t, Result: HeaderReader.Read(config, t))).ToList();
        if (parsed.FirstOrDefault(p => p.Target.Bits == 64).Result.Api is not { } api)
        {
            throw new GeneratorException($"{config.Origin}: at least one 64-bit target is needed");
        }

        api = api with { Constants = ConstantMerge.Merge([.. parsed.Select(p => (p.Target, p.Result.Api.Constants))]) };
        var layouts = parsed.First(p => p.Target.Bits == 64).Result.Layouts;
        var manifest = ManifestBuilder.Build(config.Header, [.. parsed.Select(p => (p.Target, p.Result.Layouts))], api);
        var files = FileEmitter.Write(config, api, layouts).Select(f => ($"{config.Output}/{f.Name}", f.Text)).ToList();
        if (config.Layout is { } path)
        {
            files.Add((path, manifest.Format()));
        }

        return new GeneratedFiles(files, manifest, api.Skipped);
    }
}
