// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Normalization;

/// <summary>Applies an epilogue to planes: batch normalisation that follows no convolution. One item is one plane.</summary>
internal unsafe struct ChannelEpilogue : IParallelBody
{
    public float* Input;
    public float* Output;
    public int Plane;
    public int Channels;
    public Epilogue Epilogue;

    public readonly void Run(int item, int worker)
    {
        var at = (nint)item * Plane;
        Buffer.MemoryCopy(Input + at, Output + at, Plane * sizeof(float), Plane * sizeof(float));
        Epilogue.Skip(item % Channels, at).Apply(Output + at, Plane, 0, 0, Plane);
    }
}
