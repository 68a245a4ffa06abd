// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Tengen.Conformance.Workers;

/// <summary>
/// A worker and all that it left behind. Descendants inherit the environment that the worker was started with, so that a mark in it finds
/// those that changed their session or lost their parent; each is killed by its id. One that replaced its program and cleared its environment
/// is found no more. Where there is no /proc, what the process tree shows is killed.
/// </summary>
internal sealed partial class Offspring
{
    public const string Variable = "TENGEN_WORKER";
    private const int Kill = 9;
    private const int Rounds = 100;
    private readonly byte[] _mark;

    /// <param name="environment">Of the worker to be started; gets the mark.</param>
    public Offspring(IDictionary<string, string?> environment)
    {
        var name = Guid.NewGuid().ToString("N");
        environment[Variable] = name;
        _mark = System.Text.Encoding.ASCII.GetBytes($"{Variable}={name}");
    }

    /// <summary>Kills the worker and every process that carries its mark, until none is left. Returns when the worker has ended.</summary>
    public void End(Process worker)
    {
        if (!OperatingSystem.IsLinux())
        {
            if (!worker.HasExited)
                worker.Kill(entireProcessTree: true);
            worker.WaitForExit();
            return;
        }
        if (!worker.HasExited)
            worker.Kill();
        for (var round = 0; round < Rounds && Marked() is { Count: > 0 } found; round++)
        {
            foreach (var id in found)
                _ = Signal(id, Kill);
            Thread.Sleep(round == 0 ? 0 : 1);
        }
        worker.WaitForExit();
    }

    private List<int> Marked()
    {
        var found = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && IsMarked(folder))
                found.Add(id);
        return found;
    }

    private bool IsMarked(string folder)
    {
        try
        {
            return File.ReadAllBytes(folder + "/environ").AsSpan().IndexOf(_mark) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
