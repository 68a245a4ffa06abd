// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>Where the panels of the right matrix come from.</summary>
internal unsafe interface IRightPanels
{
    /// <summary>The same for a later member of the batch.</summary>
    void Select(int batch);

    /// <summary>Gives a panel, packed now into <paramref name="scratch"/> or long ago elsewhere.</summary>
    /// <param name="scratch">Room for one panel.</param>
    float* Panel(in Blocking blocking, int block, int panel, float* scratch);
}

/// <summary>A right matrix that <see cref="Packing"/> has packed.</summary>
internal unsafe struct PackedPanels(float* packed) : IRightPanels
{
    public readonly void Select(int batch) { }

    public readonly float* Panel(in Blocking blocking, int block, int panel, float* scratch) => packed + blocking.RightPanel(block, panel);
}
