// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Conformance.Official;

namespace Tengen.Cli.Commands;

/// <summary><c>--onnx-cases DIR</c>: official ONNX cases in place of the generated ones.</summary>
internal sealed class OfficialCasesOption() : Option<DirectoryInfo?>("--onnx-cases")
{
    /// <summary>Finds the cases below the folder that was given; null when none was.</summary>
    /// <exception cref="UsageException">It does not exist, or holds none.</exception>
    public OfficialCases? Find(ParseResult parsed)
    {
        if (parsed.GetValue(this) is not { } folder)
            return null;
        if (!folder.Exists)
            throw new UsageException(File.Exists(folder.FullName) ? $"'{folder.FullName}' is a file, not a folder of official cases" : $"there is no folder '{folder.FullName}'", "extract the official ONNX cases, and name the folder that they are in");
        var cases = new OfficialCases(folder.FullName);
        return cases.Ids.Count > 0 ? cases
            : throw new UsageException($"'{folder.FullName}' holds no case: no model.onnx below it", "extract the official cases there, one folder a case");
    }

    /// <summary>What must follow a <c>repro</c> line to find the cases again.</summary>
    public string Again(ParseResult parsed) => parsed.GetValue(this) is { } folder ? $" {Name} '{folder.FullName}'" : "";
}
