// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Evidence;

namespace Tengen.Cli.Commands;

/// <summary>A run to verify, unpacked into a folder of its own when it came as a package. Disposing removes that folder.</summary>
internal sealed class UnpackedRun : IDisposable
{
    private readonly DirectoryInfo? _folder;

    private UnpackedRun(RunFiles run, DirectoryInfo? folder, IReadOnlyList<VerificationFault> faults) => (Run, _folder, Faults) = (run, folder, faults);

    public RunFiles Run { get; }

    /// <summary>What of the package does not hold.</summary>
    public IReadOnlyList<VerificationFault> Faults { get; }

    /// <exception cref="UsageException">There is no run, or it cannot be read.</exception>
    public static UnpackedRun Open(FileSystemInfo results)
    {
        if (!results.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return new UnpackedRun(RunFolder.Open(results), null, []);
        if (Directory.Exists(results.FullName) || !File.Exists(results.FullName))
            throw new UsageException(Directory.Exists(results.FullName) ? $"'{results.FullName}' is a folder, not a package" : $"there is no package '{results.FullName}'", "tengen package makes one");
        var folder = Directory.CreateTempSubdirectory("tengen-package-");
        try
        {
            var faults = SubmissionPackage.Extract(results.FullName, folder.FullName);
            return new UnpackedRun(RunFolder.Open(folder), folder, faults);
        }
        catch (Exception e) when (e is EvidenceException or IOException or UnauthorizedAccessException)
        {
            folder.Delete(recursive: true);
            throw new UsageException(e.Message, "tengen package makes one");
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    public void Dispose()
    {
        Run.Dispose();
        _folder?.Delete(recursive: true);
    }
}
