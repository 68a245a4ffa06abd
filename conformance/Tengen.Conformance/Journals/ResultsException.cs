// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Journals;

/// <summary>A file is no results file of this format, or is damaged.</summary>
/// <param name="path">The file.</param>
/// <param name="line">The offending line, from 1; 0 for the file as a whole.</param>
/// <param name="reason">What is wrong there.</param>
public sealed class ResultsException(string path, int line, string reason) : Exception(line > 0 ? $"'{path}', line {line}: {reason}" : $"'{path}': {reason}")
{
    public int Line { get; } = line;
}
