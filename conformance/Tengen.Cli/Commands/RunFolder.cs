// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
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

    /// <summary>Where the certificate is when it is not beside the results.</summary>
    public static Option<FileInfo?> CertificateOption() => new("--certificate") { Description = $"The certificate. Default: {Certificate.FileName} beside the results." };

    /// <summary>The certificate that was named, or the one beside a run; null when none was and there is none.</summary>
    /// <exception cref="UsageException">The file is no envelope, or not there although it was named.</exception>
    public static DsseEnvelope? CertificateOf(RunFiles run, FileInfo? named)
    {
        const string What = "certificate", Next = "tengen sign RESULTS --key KEY.pem --by WHO makes one";
        var path = named?.FullName ?? Path.Combine(Path.GetDirectoryName(run.Path)!, Certificate.FileName);
        if (named is null && !File.Exists(path))
            return null;
        try
        {
            return DsseEnvelope.Parse(InputFile.Read(path, What, Next));
        }
        catch (JsonException e)
        {
            throw InputFile.Foreign(path, What, Next, e);
        }
    }
}
