// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Running;
using Tengen.Benchmarks.Cpu;

if (args is ["peak", ..])
    Peak.Print(Console.Out);
else
    BenchmarkSwitcher.FromAssembly(typeof(Peak).Assembly).Run(args);
