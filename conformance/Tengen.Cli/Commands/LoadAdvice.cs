// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace Tengen.Cli.Commands;

/// <summary>What to do about a plugin that does not load: the obligation that it broke, where one is named.</summary>
internal static partial class LoadAdvice
{
    public static string Of(string message) => Label().Match(message) is { Success: true } label
        ? $"tengen explain {label.Value}"
        : "tengen new backend FOLDER writes a plugin that loads, to compare with; tengen doctor checks what the machine offers";

    [GeneratedRegex("TG-[PH]-[0-9]+")]
    private static partial Regex Label();
}
