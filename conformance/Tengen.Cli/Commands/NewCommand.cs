// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Cli.Display;
using Tengen.Cli.Scaffolding;
using Tengen.Conformance;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen new backend</c>: a folder with a plugin that builds and certifies as it is.</summary>
internal static class NewCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "Where to write it: a new or empty folder." };
        var language = new Option<string>("--lang") { Description = "c (C11 and CMake, no dependency) or csharp (on the plugin kit).", DefaultValueFactory = _ => "c" };
        var name = new Option<string?>("--name") { Description = "What the backend is called. Default: the folder's name." };
        var vendor = new Option<string?>("--vendor") { Description = "Who makes the device. Default: the backend's name." };
        language.AcceptOnlyFromAmong("c", "csharp");
        vendor.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && text.Any(letter => char.IsControl(letter) || letter is '"' or '\\'))
                result.AddError("--vendor takes a text without quotes, backslashes and control characters");
        });
        var backend = new Command("backend", "Writes a plugin that builds and certifies at once.") { folder, language, name, vendor };
        backend.SetAction(parsed =>
        {
            var target = parsed.GetRequiredValue(folder);
            var called = new BackendName(parsed.GetValue(name) ?? target.Name);
            var maker = parsed.GetValue(vendor) ?? called.Text;
            return Write(parsed.GetValue(language) == "c" ? CScaffold.Of(called, maker) : CSharpScaffold.Of(called, maker), target);
        });
        return new Command("new", "Begins something new: a backend.") { backend };
    }

    private static int Write(Scaffold scaffold, DirectoryInfo folder)
    {
        scaffold.Write(folder);
        foreach (var path in scaffold.Files.Keys.Order(StringComparer.Ordinal))
            Terminal.Print(Path.Combine(folder.FullName, path));
        Terminal.Next($"cd {folder.FullName} && {scaffold.Build}");
        Terminal.Next($"tengen certify {Path.Combine(folder.FullName, scaffold.Library)}");
        return (int)ExitCode.Conformant;
    }
}
