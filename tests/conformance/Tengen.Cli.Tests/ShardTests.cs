// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text.Json;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>A run in parts: the cluster's script as a job array would run it, then the merge.</summary>
public sealed class ShardTests
{
    private static readonly string[] Cases = ["--filter", "Add/f32/*", "--filter", "Relu/f32/*"];

    private static async Task<int> ArrayTask(string folder, int number, int count)
    {
        var start = new ProcessStartInfo("bash", [Repository.PathOf("conformance/cluster/certify.sbatch"), "tiny", folder, .. Cases]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TENGEN"] = Tool.Executable;
        start.Environment["SLURM_ARRAY_TASK_ID"] = $"{number}";
        start.Environment["SLURM_ARRAY_TASK_COUNT"] = $"{count}";
        return (await Tool.Finish(Process.Start(start)!)).ExitCode;
    }

    [Fact]
    public async Task The_parts_of_a_job_array_merge_into_the_run_they_are_of()
    {
        CPlugin.Built("tiny");
        var folder = TestFolder.New("shards");
        Assert.Equal(0, await ArrayTask(folder, 1, 2));
        (await Tool.Run("merge", Path.Combine(folder, "part-1"), "--out", Path.Combine(folder, "early"))).Exits(7);
        Assert.Equal(0, await ArrayTask(folder, 2, 2));
        Assert.Equal(0, await ArrayTask(folder, 2, 2));

        await Merge(folder, "part-2", "part-1");
    }

    [Fact]
    public async Task Slurm_runs_the_parts_and_they_merge_into_the_run_they_are_of()
    {
        CPlugin.Built("tiny");
        using var cluster = await SlurmCluster.Start();
        var folder = TestFolder.New("slurm-parts");
        (await cluster.Submit([$"--output={folder}/task-%a.log", "--array=1-3", Repository.PathOf("conformance/cluster/certify.sbatch"), "tiny", folder, .. Cases])).Exits(0);
        await Merge(folder, "part-1", "part-2", "part-3");
    }

    /// <summary>The merged parts are the run that a single process makes, and the evidence of all of them proves it.</summary>
    private static async Task Merge(string folder, params string[] parts)
    {
        var merged = (await Tool.Run(["merge", .. parts.Select(part => Path.Combine(folder, part)), "--out", Path.Combine(folder, "whole"), "--json", "-"])).Exits(0);
        var whole = (await Tool.Run(["certify", "tiny", .. Cases, "--json", "-"])).Exits(0);
        using var sum = JsonDocument.Parse(merged.Output);
        using var one = JsonDocument.Parse(whole.Output);
        foreach (var member in (string[])["conformant", "plan_hash", "verdicts", "elements", "gates"])
            Assert.Equal(one.RootElement.GetProperty(member).ToString(), sum.RootElement.GetProperty(member).ToString());
        (await Tool.Run("verify", Path.Combine(folder, "whole", "results.jsonl"))).Exits(0);
    }

    [Fact]
    public async Task A_smoke_run_is_conformant_to_nothing()
    {
        CPlugin.Built("tiny");
        var run = (await Tool.Run("certify", "tiny", "--smoke", "--filter", "*/f32/*")).Exits(0);
        Assert.Contains("SMOKE PASSED", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CONFORMANT", run.Output, StringComparison.Ordinal);
    }
}
