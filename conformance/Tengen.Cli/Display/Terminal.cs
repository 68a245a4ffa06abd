// SPDX-License-Identifier: Apache-2.0
using Spectre.Console;
using Tengen.Conformance.Reports;

namespace Tengen.Cli.Display;

/// <summary>The two consoles: data goes to standard output, everything else to standard error. NO_COLOR and pipes are respected.</summary>
internal static class Terminal
{
    /// <summary>Nothing is wrapped for a program that reads.</summary>
    private const int WidthWhenPiped = 10_000;

    public static IAnsiConsole Data { get; } = Create(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Progress { get; } = Create(Console.Error, Console.IsErrorRedirected);

    public static bool ProgressIsInteractive => !Console.IsErrorRedirected;

    /// <summary>A line of data.</summary>
    public static void Print(string line) => Data.WriteLine(line);

    /// <summary>A line of progress.</summary>
    public static void Say(string line) => Progress.WriteLine(line);

    /// <summary>What to do about the error above.</summary>
    public static void Next(string next) => Progress.MarkupLineInterpolated($"  [grey]next:[/] {Printable(next)}");

    /// <summary>Prints one error: what, and what to do about it.</summary>
    public static void Error(string message, string? next = null)
    {
        Progress.MarkupLineInterpolated($"[red]error:[/] {Printable(message)}");
        if (next is not null)
            Next(next);
    }

    /// <summary>Text that came from a plugin or a file, with its control characters made visible.</summary>
    public static string Printable(string text) => PlainText.Of(text);

    private static IAnsiConsole Create(TextWriter writer, bool piped)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = piped ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = piped || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = piped ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (piped)
            console.Profile.Width = WidthWhenPiped;
        return console;
    }
}
