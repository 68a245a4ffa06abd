// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Windows;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>Extents of a convolution; a transposed one is read as the convolution it is the transpose of, whose input is its output.</summary>
/// <param name="In">Channels that the node reads.</param>
/// <param name="Out">Channels that the node writes.</param>
internal readonly record struct ConvShape(int Batch, int Group, int In, int Out, Window Window)
{
    public int InPerGroup => In / Group;

    public int OutPerGroup => Out / Group;
}
