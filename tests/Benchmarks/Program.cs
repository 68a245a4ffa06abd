// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Running;
using Tengen.Benchmarks.Cpu;
using Tengen.Benchmarks.Reference;

switch (args)
{
    case ["peak", ..]:
        Peak.Print(Console.Out);
        return 0;
    case ["tightness", ..]:
        return Tables.Tightness(args.ElementAtOrDefault(1) ?? "");
    case ["power", ..]:
        return Tables.Power(args.ElementAtOrDefault(1) ?? "");
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Peak).Assembly).Run(args);
        return 0;
}
