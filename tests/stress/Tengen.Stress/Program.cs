// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Host;
using Tengen.Stress;
using Tengen.Tests;

try
{
    var settings = Settings.Parse(args);
    var plugins = Repository.PathOf("build/plugins");
    var tiny = PluginLibrary.Load(Path.Combine(plugins, "libtengen_tiny.so"));
    var stations = new List<Station>
    {
        new("tiny blocking", tiny, 2),
        new("tiny", tiny, 3, ("mode", "async")),
        new("tiny slow", tiny, 2, ("mode", "async"), ("delay_us", "50")),
        new("tiny lost", tiny, 2, ("mode", "async"), ("lose_after", "500")) { MayFail = true },
        new("tiny failing", tiny, 2, ("mode", "async"), ("fail_every", "97")) { MayFail = true },
    };
    foreach (var name in new[] { "cpu/Tengen.Backends.Cpu.dll", "opencl/Tengen.Backends.OpenCl.dll" })
        if (Station.TryLoad(Repository.PathOf($"conformance/Tengen.Cli/bin/Release/net10.0/plugins/{name}")) is { } library)
        {
            stations.Add(new(name[..name.IndexOf('/')], library, 2));
            if (name.StartsWith("opencl", StringComparison.Ordinal))
                stations.Add(new("opencl lost", library, 2, ("lose_after", "300")) { MayFail = true });
        }

    Console.WriteLine($"{settings.Submissions:N0} submissions, {settings.Threads} threads, seed {settings.Seed}, on {string.Join(", ", stations.Select(station => station.Name))}");
    var clock = Stopwatch.StartNew();
    var tally = new Tally();
    var workers = Enumerable.Range(0, settings.Threads).Select(i => new Worker(stations, settings, i, tally)).ToList();
    var threads = workers.Select(worker => new Thread(worker.Run)).ToList();
    threads.ForEach(thread => thread.Start());
    threads.ForEach(thread => thread.Join());
    stations.ForEach(station => station.Dispose());
    Console.WriteLine($"reopened after a loss: {stations.Sum(station => station.Generation - 1)} times");
    tally.Print(clock.Elapsed);
    foreach (var violation in stations.SelectMany(station => station.Violations))
        tally.Wrong(violation);
    WakeUp.Compare(tiny);
    var outcome = tally.Report();
    Console.Out.Flush();
    ProcessEnd.Now(outcome);
    return outcome;
}
catch (FormatException e)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 2;
}
