// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <summary>What is done with elements of which only the size matters.</summary>
internal interface ISizedWork
{
    void Run<T>() where T : unmanaged;
}

internal static class Sized
{
    /// <param name="size">Bytes of an element: 1, 2, 4, 8 or 16.</param>
    /// <param name="work">Runs with a type of that size.</param>
    public static void Run<TWork>(int size, TWork work) where TWork : struct, ISizedWork
    {
        switch (size)
        {
            case 1: work.Run<byte>(); break;
            case 2: work.Run<ushort>(); break;
            case 4: work.Run<uint>(); break;
            case 8: work.Run<ulong>(); break;
            default: work.Run<UInt128>(); break;
        }
    }
}
