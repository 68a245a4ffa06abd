// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>What a primitive does beside its operation (<c>dnnl_primitive_attr_t</c>): scales, zero points, an addition to what is there.</summary>
internal sealed class Attributes : IDisposable
{
    public Attributes()
    {
        StatusException.Check(Native.dnnl_primitive_attr_create(out var handle));
        Handle = handle;
    }

    public nint Handle { get; }

    /// <param name="scales">Factors of the result: one, or one for each entry of <paramref name="axis"/>.</param>
    /// <param name="axis">The axis they go along.</param>
    public Attributes Scaled(float[] scales, int axis)
    {
        StatusException.Check(Native.dnnl_primitive_attr_set_output_scales(Handle, scales.Length, scales.Length == 1 ? 0 : 1 << axis, scales));
        return this;
    }

    public Attributes ZeroAt(Role role, int point)
    {
        if (point != 0)
            StatusException.Check(Native.dnnl_primitive_attr_set_zero_points(Handle, role, 1, 0, [point]));
        return this;
    }

    /// <summary>Adds <paramref name="factor"/> times what the destination holds.</summary>
    public Attributes Accumulating(float factor)
    {
        StatusException.Check(Native.dnnl_post_ops_create(out var steps));
        try
        {
            StatusException.Check(Native.dnnl_post_ops_append_sum(steps, factor));
            StatusException.Check(Native.dnnl_primitive_attr_set_post_ops(Handle, steps));
        }
        finally
        {
            Native.dnnl_post_ops_destroy(steps);
        }
        return this;
    }

    public void Dispose() => Native.dnnl_primitive_attr_destroy(Handle);
}
