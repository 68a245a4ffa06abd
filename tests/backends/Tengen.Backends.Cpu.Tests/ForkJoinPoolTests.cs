// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Tests;

public sealed unsafe class ForkJoinPoolTests
{
    [Fact]
    public void Every_item_runs_once_over_many_jobs_of_every_size()
    {
        using var pool = new ForkJoinPool(4);
        var hits = new int[64];
        fixed (int* pointer = hits)
            for (var job = 0; job < 5000; job++)
            {
                var body = new Count { Hits = pointer };
                pool.Run(job % 65, ref body);
            }
        for (var item = 0; item < 64; item++)
            Assert.Equal(Enumerable.Range(0, 5000).Count(job => job % 65 > item), hits[item]);
    }

    [Fact]
    public void Two_callers_at_once_both_finish()
    {
        using var pool = new ForkJoinPool(2);
        var totals = new int[2];
        var threads = Enumerable.Range(0, 2).Select(index => new Thread(() =>
        {
            var hits = new int[8];
            fixed (int* pointer = hits)
                for (var job = 0; job < 3000; job++)
                {
                    var body = new Count { Hits = pointer };
                    pool.Run(8, ref body);
                }
            totals[index] = hits.Sum();
        })).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.Equal([24000, 24000], totals);
    }

    [Fact]
    public void An_exception_reaches_the_caller_and_the_pool_goes_on()
    {
        using var pool = new ForkJoinPool(3);
        for (var job = 0; job < 200; job++)
        {
            var body = new Fail();
            Assert.Throws<InvalidOperationException>(() => pool.Run(10, ref body));
        }
        var hits = new int[10];
        fixed (int* pointer = hits)
        {
            var body = new Count { Hits = pointer };
            pool.Run(10, ref body);
        }
        Assert.Equal(10, hits.Sum());
    }

    [Fact]
    public void A_helper_that_slept_is_woken()
    {
        using var pool = new ForkJoinPool(2);
        var workers = 0;
        for (var job = 0; job < 20 && workers < 2; job++)
        {
            Thread.Sleep(20);
            var seen = new int[2];
            fixed (int* pointer = seen)
            {
                var body = new Slow { Seen = pointer };
                pool.Run(40, ref body);
            }
            workers = seen.Sum();
        }
        Assert.Equal(2, workers);
    }

    private struct Count : IParallelBody
    {
        public int* Hits;

        public readonly void Run(int item, int worker) => Interlocked.Increment(ref Hits[item]);
    }

    private struct Fail : IParallelBody
    {
        public readonly void Run(int item, int worker)
        {
            if (item == 5)
                throw new InvalidOperationException("item 5");
        }
    }

    private struct Slow : IParallelBody
    {
        public int* Seen;

        public readonly void Run(int item, int worker)
        {
            Seen[worker] = 1;
            Thread.Sleep(1);
        }
    }
}
