// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Interop.Generator.Libclang;

namespace Tengen.Interop.Generator.Commands;

/// <summary>Writes, or with <c>--check</c> compares, what a configuration generates. Exit codes: 0 done or equal, 1 drift, 2 cannot generate.</summary>
internal static class GenerateCommand
{
    public static Argument<string> Configuration { get; } = new("config") { Description = "The JSON configuration." };

    public static Option<bool> Check { get; } = new("--check") { Description = "Write nothing; fail if the files on disk differ." };

    public static int Run(ParseResult arguments)
    {
        var errors = arguments.InvocationConfiguration.Error;
        try
        {
            var config = GeneratorConfig.Load(arguments.GetRequiredValue(Configuration));
            var generated = Generator.Run(config);
            foreach (var skipped in generated.Skipped)
            {
                errors.WriteLine($"skipped {skipped}");
            }

            return arguments.GetValue(Check) ? Compare(config, generated, errors) : Write(config, generated, arguments.InvocationConfiguration.Output);
        }
        catch (Exception e) when (e is GeneratorException or LibclangNotFoundException)
        {
            errors.WriteLine(e.Message);
            return 2;
        }
    }

    private static int Compare(GeneratorConfig config, GeneratedFiles generated, TextWriter errors)
    {
        var drift = Drift.Find(config, generated);
        if (drift is not null)
        {
            errors.WriteLine(drift);
            errors.WriteLine($"regenerate: dotnet run --project interop/generator -- {config.Origin}");
        }

        return drift is null ? 0 : 1;
    }

    private static int Write(GeneratorConfig config, GeneratedFiles generated, TextWriter output)
    {
        foreach (var (path, text) in generated.Files)
        {
            var absolute = config.Absolute(path);
            Directory.CreateDirectory(Path.GetDirectoryName(absolute)!);
            File.WriteAllText(absolute, text);
            output.WriteLine(path);
        }

        return 0;
    }
}
