// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Journals;

namespace Tengen.Cli.Commands;

/// <summary>A run's files as the user names them.</summary>
internal static class RunFolder
{
    /// <summary>By the results file, or by its folder. The caller disposes the run.</summary>
    /// <exception cref="UsageException">There is none, or it cannot be read.</exception>
    public static RunFiles Open(FileSystemInfo results)
    {
        try
        {
            var run = new RunFiles(Journal.Locate(results.FullName));
            if (!run.Header.Speed)
                return run;
            run.Dispose();
            throw new UsageException($"'{run.Path}' holds a benchmark: nothing in it can be computed again", "give the results of tengen certify");
        }
        catch (Exception e) when (e is EvidenceException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(e.Message, "tengen certify prints where its results file is");
        }
    }

    /// <summary>The certificate beside a run; null when there is none.</summary>
    /// <exception cref="UsageException">The file is no envelope.</exception>
    public static DsseEnvelope? CertificateOf(RunFiles run)
    {
        var path = Path.Combine(Path.GetDirectoryName(run.Path)!, Certificate.FileName);
        try
        {
            return File.Exists(path) ? DsseEnvelope.Parse(File.ReadAllBytes(path)) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{path}' is no certificate: {e.Message}", "sign the run again");
        }
    }
}
