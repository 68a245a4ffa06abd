// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>The Kubernetes manifest without a cluster: it keeps the rules of its API, and its pods are run as processes here.</summary>
public sealed class ClusterJobTests
{
    private const string Index = "JOB_COMPLETION_INDEX";
    private static readonly string[] Cases = ["--filter", "Add/f32/*", "--filter", "Relu/f32/*"];

    private static JsonNode Job { get; } = Yaml.Parse(Repository.Read("conformance/cluster/certify-job.yaml"));

    private static JsonNode Pod => Job["spec"]!["template"]!["spec"]!;

    private static JsonNode Container => Assert.Single(Pod["containers"]!.AsArray())!;

    /// <summary>Source: Kubernetes API, batch/v1, JobSpec.</summary>
    [Fact]
    public void It_is_an_indexed_job_of_as_many_parts_as_it_says()
    {
        var spec = Job["spec"]!;
        Assert.Equal(("batch/v1", "Job", "Indexed"), ((string?)Job["apiVersion"], (string?)Job["kind"], (string?)spec["completionMode"]));
        Assert.InRange((int)spec["completions"]!, 1, 100_000);
        Assert.InRange((int)spec["parallelism"]!, 1, (int)spec["completions"]!);
        Assert.Equal(spec["completions"]!.ToString(), Environments()["PARTS"]);
        Assert.InRange($"{Job["metadata"]!["name"]}-{spec["completions"]}".Length, 1, 63);
    }

    /// <summary>
    /// backoffLimitPerIndex "can only be set when Job's completionMode=Indexed, and the Pod's restart policy is Never"; podFailurePolicy "cannot be used in combination with
    /// restartPolicy=OnFailure"; FailIndex needs backoffLimitPerIndex; of onExitCodes and onPodConditions "one of [...], but not both, can be used in each rule"; exit codes "must be
    /// ordered and must not contain duplicates. Value '0' cannot be used for the In operator"; a container's name must be one of the template's. Source: Kubernetes API, batch/v1, JobSpec
    /// and PodFailurePolicyRule.
    /// </summary>
    [Fact]
    public void What_counts_as_a_failure_keeps_the_rules_of_the_API()
    {
        var spec = Job["spec"]!;
        Assert.Equal(("Indexed", "Never"), ((string?)spec["completionMode"], (string?)Pod["restartPolicy"]));
        Assert.InRange((int)spec["backoffLimitPerIndex"]!, 1, 10);
        var rules = spec["podFailurePolicy"]!["rules"]!.AsArray();
        Assert.InRange(rules.Count, 1, 20);
        Assert.All(rules, rule => Assert.True(rule!["onExitCodes"] is null != rule["onPodConditions"] is null));
        Assert.Equal(["Ignore", "FailIndex"], rules.Select(rule => (string?)rule!["action"]));
        Assert.Equal("DisruptionTarget", (string?)Assert.Single(rules[0]!["onPodConditions"]!.AsArray())!["type"]);
        var codes = rules[1]!["onExitCodes"]!;
        Assert.Equal(((string?)Container["name"], "In"), ((string?)codes["containerName"], (string?)codes["operator"]));
        Assert.Equal([1, 2, 3, 4, 5, 6], codes["values"]!.AsArray().Select(code => (int)code!));
    }

    [Fact]
    public void What_is_mounted_is_claimed_and_as_many_workers_run_as_processors_are_asked_for()
    {
        Assert.Equal(Pod["volumes"]!.AsArray().Select(volume => (string?)volume!["name"]), Container["volumeMounts"]!.AsArray().Select(mount => (string?)mount!["name"]));
        Assert.Equal(["--workers", (string?)Container["resources"]!["requests"]!["cpu"]], Container["args"]!.AsArray().Select(argument => (string?)argument));
    }

    [Fact]
    public async Task Its_pods_make_the_parts_of_a_run_and_one_that_was_killed_goes_on()
    {
        CPlugin.Built("tiny");
        var folder = TestFolder.New("pods");
        const int Parts = 2;
        for (var index = 0; index < Parts - 1; index++)
            (await Tool.Finish(Run(index, Parts, folder))).Exits(0);
        var last = Path.Combine(folder, $"part-{Parts - 1}", "results.jsonl");
        var before = await KilledRun.After(5, Run(Parts - 1, Parts, folder), last);
        (await Tool.Finish(Run(Parts - 1, Parts, folder))).Exits(0);
        Assert.Equal(1, KilledRun.Resumptions(last));
        Assert.InRange(before, 5, KilledRun.Results(last).Count);
        (await Tool.Run(["merge", .. Enumerable.Range(0, Parts).Select(index => Path.Combine(folder, $"part-{index}")), "--out", Path.Combine(folder, "whole")])).Exits(0);
    }

    private static Dictionary<string, string> Environments() => Container["env"]!.AsArray().ToDictionary(variable => (string)variable!["name"]!, variable => (string)variable!["value"]!);

    /// <summary>The container's command as a kubelet would start it for an index, with a folder of the test where the volume is mounted.</summary>
    private static Process Run(int index, int parts, string folder)
    {
        var mount = (string)Assert.Single(Container["volumeMounts"]!.AsArray())!["mountPath"]!;
        var command = Container["command"]!.AsArray().Select(word => ((string)word!).Replace($"{mount}/", $"{folder}/", StringComparison.Ordinal)).ToList();
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), .. Container["args"]!.AsArray().Select(argument => (string)argument!), .. Cases])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environments())
            start.Environment[name] = value;
        start.Environment["BACKEND"] = "tiny";
        start.Environment["PARTS"] = parts.ToString(CultureInfo.InvariantCulture);
        start.Environment[Index] = index.ToString(CultureInfo.InvariantCulture);
        start.Environment["PATH"] = $"{Path.GetDirectoryName(Tool.Executable)}:{Environment.GetEnvironmentVariable("PATH")}";
        return Process.Start(start)!;
    }
}
