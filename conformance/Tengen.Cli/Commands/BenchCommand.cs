// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Speed.Running;
using Tengen.Conformance.Speed.Sets;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen bench</c>: how fast backends are, against the machine's own limits and against each other.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var options = new BackendOptions();
        var backends = new Argument<string[]>("backend") { Description = options.Backend.Description + " Several are compared in one run.", Arity = ArgumentArity.OneOrMore, HelpName = "backend" };
        var json = JsonOutput.Option();
        var results = new Option<DirectoryInfo?>("--results") { Description = "Folder for the results file. Default: a new one under the user's state folder." };
        var filter = new Option<string[]>("--filter", "--op") { Description = "Only shapes whose operator or case id matches this glob, such as 'MatMul' or 'Conv/f32/*'. May be repeated.", DefaultValueFactory = _ => [] };
        var shapes = new Option<string[]>("--shapes") { Description = $"Only shapes of this set: {string.Join(", ", BenchSet.Names)}. May be repeated.", DefaultValueFactory = _ => [] };
        var baseline = new Option<string?>("--baseline") { Description = "The backend that the others are compared with. Default: the first one." };
        var minTime = new Option<double>("--min-time") { Description = "Seconds that the warm samples of a shape last at least.", DefaultValueFactory = _ => new BenchSettings().MinSeconds };
        var maxTime = new Option<double>("--max-time") { Description = "Seconds that the samples of a shape may last while their interval is wider than 2 %.", DefaultValueFactory = _ => new BenchSettings().MaxSeconds };
        var timeout = new Option<double>("--timeout") { Description = "Seconds a step may take before its process is killed.", DefaultValueFactory = _ => 60 };
        var threads = new Option<int?>("--threads") { Description = "Bind backends and probes to so many processors. Default: all, and nothing is bound." };
        var model = new Option<FileInfo?>("--model") { Description = "Time an ONNX model in place of the shapes: the whole network, then every kind of its layers alone, on the data that they see in it." };
        var csv = new Option<FileInfo?>("--csv") { Description = "Write every figure as a row of this CSV file." };
        var plot = new Option<DirectoryInfo?>("--plot") { Description = "Draw rooflines and ratios as SVG files into this folder." };
        threads.Validators.Add(result => { if (result.GetValueOrDefault<int?>() is { } count && (count < 1 || count > Environment.ProcessorCount)) result.AddError($"--threads takes a number from 1 to {Environment.ProcessorCount}"); });
        backends.CompletionSources.Add("cpu", "opencl", "tiny", "null");
        shapes.CompletionSources.Add([.. BenchSet.Names]);
        shapes.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (!BenchSet.Names.Contains(token.Value))
                    result.AddError($"there is no set '{token.Value}'; --shapes takes {string.Join(", ", BenchSet.Names)}");
        });
        minTime.Validators.Add(result => { if (result.GetValueOrDefault<double>() is not (>= 0 and <= 60)) result.AddError("--min-time takes seconds from 0 to 60"); });
        maxTime.Validators.Add(result => { if (result.GetValueOrDefault<double>() is not (>= 0 and <= 600)) result.AddError("--max-time takes seconds from 0 to 600"); });
        timeout.Validators.Add(result => { if (result.GetValueOrDefault<double>() is not (> 0 and < 86400)) result.AddError("--timeout takes seconds, above 0"); });

        var command = new Command("bench", "Measures how fast backends are, against the machine's limits and against each other.") { backends, json, results, filter, shapes, baseline, minTime, maxTime, timeout, threads, model, csv, plot };
        options.AddOptionsTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var chosen = BenchChoice.Of(parsed, options, parsed.GetRequiredValue(backends), parsed.GetValue(baseline));
            var globs = new CaseFilter(parsed.GetRequiredValue(filter));
            var sets = parsed.GetRequiredValue(shapes);
            if (parsed.GetValue(model) is not null && sets.Length > 0)
                throw new UsageException("--shapes names sets of shapes, --model times a network: choose one");
            var items = (parsed.GetValue(model) is { } file ? BenchModel.Items(file) : BenchSet.All).Where(item => (globs.Matches(item.Case) || globs.Matches(item.Op)) && (sets.Length == 0 || sets.Contains(item.Set))).ToList();
            if (items.Count == 0)
            {
                Terminal.Error("no shape matches", "tengen bench cpu --op MatMul measures one operator; leave --filter and --shapes out for all");
                return (int)ExitCode.NothingSelected;
            }
            using var output = parsed.GetValue(json) is { } target ? OutputFile.Open(target) : null;
            var plan = new CasePlan(items.Select(item => item.Case));
            var header = RunHeaders.OfBench(chosen.Backends[0].Name, chosen.Backends[0].Settings, plan, options.Again(parsed));
            using var journal = RunJournal.Begin(parsed.GetValue(results)?.FullName ?? ResultsFolder.New("bench"), header, plan);
            var session = new BenchSession(chosen, items, new BenchSettings { MinSeconds = parsed.GetValue(minTime), MaxSeconds = parsed.GetValue(maxTime) }, header, journal)
            {
                Limit = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                Processors = parsed.GetValue(threads),
                ModelSha256 = parsed.GetValue(model) is { } network ? FileDigest.Of(network.FullName) : null,
            };
            var report = await session.Run(cancellation);
            BenchFiles.Write(report, parsed.GetValue(csv), parsed.GetValue(plot));
            if (output is not null)
                JsonOutput.Write(report, ConformanceJson.Default.BenchReport, output);
            if (parsed.GetValue(json) != OutputFile.StandardOutput)
                BenchDisplay.Print(report);
            return (int)BenchSession.Outcome(report);
        });
        return command;
    }
}
