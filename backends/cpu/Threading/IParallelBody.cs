// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Threading;

/// <summary>Work that is cut into independent items.</summary>
internal interface IParallelBody
{
    /// <summary>Does one item.</summary>
    /// <param name="item">0 to the number of items - 1; every item runs once, in any order.</param>
    /// <param name="worker">Number of the calling thread, below <see cref="ForkJoinPool.Width"/>: it picks private scratch.</param>
    void Run(int item, int worker);
}
