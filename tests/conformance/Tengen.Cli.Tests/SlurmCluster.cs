// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>
/// Slurm on this machine, for the user who runs the tests: one controller and one node with its own files and ports, beside whatever Slurm the
/// machine has. Disposing ends both by their ids. Nothing is installed.
/// </summary>
internal sealed class SlurmCluster : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly string _folder = TestFolder.New("slurm");
    private readonly List<Process> _daemons = [];

    private SlurmCluster()
    {
    }

    private string Configuration => Path.Combine(_folder, "slurm.conf");

    /// <summary>Brings it up. Skips the test, and says so, where Slurm is not installed.</summary>
    public static async Task<SlurmCluster> Start()
    {
        string[] programs = ["slurmctld", "slurmd", "sbatch", "sinfo"];
        Assert.SkipUnless(programs.All(name => Find(name) is not null), "Slurm is not installed, so its job array was not run: apt-get install slurmctld slurmd slurm-client");
        var cluster = new SlurmCluster();
        try
        {
            cluster.Configure();
            cluster.Launch("slurmctld", "-D", "-i", "-f", cluster.Configuration);
            cluster.Launch("slurmd", "-D", "-f", cluster.Configuration);
            var clock = Stopwatch.StartNew();
            while ((await cluster.Run("sinfo", "--noheader", "--format=%T")).Output.Trim() != "idle")
            {
                Assert.True(clock.Elapsed < Limit, $"the node did not come up: {cluster.Logs()}");
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>Submits a job and waits for its end.</summary>
    public async Task<ToolRun> Submit(params string[] arguments) => await Run("sbatch", ["--wait", .. arguments]);

    public void Dispose()
    {
        foreach (var daemon in Enumerable.Reverse(_daemons))
        {
            if (!daemon.HasExited)
                daemon.Kill();
            daemon.WaitForExit();
            daemon.Dispose();
        }
    }

    private void Configure()
    {
        var host = Dns.GetHostName().Split('.')[0];
        foreach (var name in (string[])["state", "spool"])
            Directory.CreateDirectory(Path.Combine(_folder, name));
        File.WriteAllText(Configuration, $"""
            ClusterName=tengen
            SlurmctldHost={host}(127.0.0.1)
            SlurmUser={Environment.UserName}
            SlurmdUser={Environment.UserName}
            SlurmctldPort={FreePort()}
            SlurmdPort={FreePort()}
            AuthType=auth/none
            CredType=cred/none
            StateSaveLocation={_folder}/state
            SlurmdSpoolDir={_folder}/spool
            SlurmctldPidFile={_folder}/slurmctld.pid
            SlurmdPidFile={_folder}/slurmd.pid
            SlurmctldLogFile={_folder}/slurmctld.log
            SlurmdLogFile={_folder}/slurmd.log
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SwitchType=switch/none
            MpiDefault=none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_CPU
            SlurmdParameters=config_overrides
            ReturnToService=2
            SchedulerParameters=batch_sched_delay=0,sched_interval=1
            NodeName={host} NodeAddr=127.0.0.1 CPUs={Environment.ProcessorCount} State=UNKNOWN
            PartitionName=all Nodes={host} Default=YES State=UP

            """);
    }

    /// <summary>The shell becomes the daemon, which keeps its id.</summary>
    private void Launch(string program, params string[] arguments) =>
        _daemons.Add(Process.Start("bash", ["-c", $"exec \"$0\" \"$@\" 2> '{_folder}/{program}.err'", Find(program)!, .. arguments]));

    private async Task<ToolRun> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(program)!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SLURM_CONF"] = Configuration;
        start.Environment["TENGEN"] = Tool.Executable;
        return await Tool.Finish(Process.Start(start)!);
    }

    private string Logs() => string.Join('\n', Directory.EnumerateFiles(_folder, "*.log").Select(File.ReadAllText));

    private static string? Find(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/usr/local/sbin".Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
