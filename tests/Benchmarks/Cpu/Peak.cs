// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Benchmarks.Cpu;

/// <summary>
/// The verb <c>peak</c>: kernels as a fraction of the multiply-add peak of the same run. Rounds of peak and kernels alternate, so that a
/// disturbance of the machine meets both; printed is the median of the ratios of neighbours. One thread,
/// in its own processor time: what other processes take away does not count.
/// </summary>
internal static class Peak
{
    private const int Samples = 41;
    private const int PeakRounds = 200_000;

    public static void Print(TextWriter output)
    {
        Workload[] workloads =
        [
            Workload.MatMul(1024, 1024, 1024, 1), Workload.MatMul(128, 3072, 768, 1), Workload.Conv(64, 64, 56, 3, 1), Workload.Conv(256, 64, 56, 1, 1),
            Workload.Conv(512, 512, 7, 3, 1), Workload.Softmax(1), Workload.LayerNormalization(1), Workload.Gelu(1),
        ];
        foreach (var workload in workloads)
            for (var i = 0; i < 35; i++)
                workload.Run();
        FmaPeak.Run(PeakRounds);
        Thread.Sleep(300);
        var peaks = new List<double>();
        var seconds = workloads.ToDictionary(workload => workload, _ => new List<double>());
        var ratios = workloads.ToDictionary(workload => workload, _ => new List<double>());
        for (var sample = 0; sample < Samples; sample++)
            foreach (var workload in workloads)
            {
                var peak = FmaPeak.Operations(PeakRounds) / Time(() => FmaPeak.Run(PeakRounds));
                var time = Time(workload.Run);
                peaks.Add(peak);
                seconds[workload].Add(time);
                ratios[workload].Add(workload.Operations / time / peak);
            }
        output.WriteLine($"FMA peak, one thread: {Median(peaks) / 1e9:F1} GFLOP/s");
        foreach (var workload in workloads)
        {
            var rate = workload.Operations > 0 ? $"{workload.Operations / Median(seconds[workload]) / 1e9,8:F1} GFLOP/s {Median(ratios[workload]),7:P1} of peak" : "";
            output.WriteLine($"{workload.Name,-28} {Median(seconds[workload]) * 1e6,10:F1} us {rate}");
            workload.Dispose();
        }
    }

    private static double Time(Action action)
    {
        var start = ThreadClock.Seconds;
        action();
        return ThreadClock.Seconds - start;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
