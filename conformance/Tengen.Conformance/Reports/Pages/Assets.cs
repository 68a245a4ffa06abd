// SPDX-License-Identifier: Apache-2.0
using System.Reflection;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>Files that are part of every page.</summary>
internal static class Assets
{
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"pages/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
