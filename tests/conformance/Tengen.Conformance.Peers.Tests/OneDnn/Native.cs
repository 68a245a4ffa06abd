// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>The calls of oneDNN's C interface, version 2.6, that the peer makes. Where a tensor is optional, a default layout stands for none.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Style", "IDE1006", Justification = "Names of the C interface.")]
internal static unsafe partial class Native
{
    public const string Library = "libdnnl.so.2";

    [LibraryImport("libgomp.so.1")]
    public static partial void omp_set_num_threads(int count);

    [LibraryImport(Library)]
    public static partial DnnlVersion* dnnl_version();

    [LibraryImport(Library)]
    public static partial Status dnnl_set_max_cpu_isa(int isa);

    [LibraryImport(Library)]
    public static partial int dnnl_get_effective_cpu_isa();

    [LibraryImport(Library)]
    public static partial Status dnnl_engine_create(out nint engine, int kind, nuint index);

    [LibraryImport(Library)]
    public static partial Status dnnl_engine_destroy(nint engine);

    [LibraryImport(Library)]
    public static partial Status dnnl_stream_create(out nint stream, nint engine, uint flags);

    [LibraryImport(Library)]
    public static partial Status dnnl_stream_wait(nint stream);

    [LibraryImport(Library)]
    public static partial Status dnnl_stream_destroy(nint stream);

    [LibraryImport(Library)]
    public static partial Status dnnl_memory_desc_init_by_strides(out Layout layout, int rank, long[] dims, int type, long[] strides);

    [LibraryImport(Library)]
    public static partial Status dnnl_memory_desc_init_by_tag(out Layout layout, int rank, long[] dims, int type, int tag);

    [LibraryImport(Library)]
    public static partial int dnnl_memory_desc_equal(in Layout left, in Layout right);

    [LibraryImport(Library)]
    public static partial Status dnnl_memory_create(out nint memory, in Layout layout, nint engine, nint handle);

    [LibraryImport(Library)]
    public static partial Status dnnl_memory_destroy(nint memory);

    [LibraryImport(Library)]
    public static partial Status dnnl_primitive_desc_create(out nint description, byte* operation, nint attributes, nint engine, nint hint);

    [LibraryImport(Library)]
    public static partial Layout* dnnl_primitive_desc_query_md(nint description, int what, int index);

    [LibraryImport(Library)]
    public static partial Status dnnl_primitive_desc_destroy(nint description);

    [LibraryImport(Library)]
    public static partial Status dnnl_primitive_create(out nint primitive, nint description);

    [LibraryImport(Library)]
    public static partial Status dnnl_primitive_execute(nint primitive, nint stream, int count, Argument[] arguments);

    [LibraryImport(Library)]
    public static partial Status dnnl_primitive_destroy(nint primitive);

    [LibraryImport(Library)]
    public static partial Status dnnl_reorder_primitive_desc_create(out nint description, in Layout from, nint fromEngine, in Layout to, nint toEngine, nint attributes);

    [LibraryImport(Library)]
    public static partial Status dnnl_concat_primitive_desc_create(out nint description, in Layout to, int count, int axis, Layout[] from, nint attributes, nint engine);

    [LibraryImport(Library)]
    public static partial Status dnnl_sum_primitive_desc_create(out nint description, in Layout to, int count, float[] scales, Layout[] from, nint attributes, nint engine);

    [LibraryImport(Library)]
    public static partial Status dnnl_primitive_attr_create(out nint attributes);

    [LibraryImport(Library)]
    public static partial Status dnnl_primitive_attr_destroy(nint attributes);

    [LibraryImport(Library)]
    public static partial Status dnnl_primitive_attr_set_output_scales(nint attributes, long count, int mask, float[] scales);

    [LibraryImport(Library)]
    public static partial Status dnnl_primitive_attr_set_zero_points(nint attributes, Role argument, long count, int mask, int[] points);

    [LibraryImport(Library)]
    public static partial Status dnnl_primitive_attr_set_post_ops(nint attributes, nint steps);

    [LibraryImport(Library)]
    public static partial Status dnnl_post_ops_create(out nint steps);

    [LibraryImport(Library)]
    public static partial Status dnnl_post_ops_append_sum(nint steps, float scale);

    [LibraryImport(Library)]
    public static partial Status dnnl_post_ops_destroy(nint steps);

    [LibraryImport(Library)]
    public static partial Status dnnl_eltwise_forward_desc_init(byte* operation, int direction, Algorithm algorithm, in Layout data, float alpha, float beta);

    [LibraryImport(Library)]
    public static partial Status dnnl_binary_desc_init(byte* operation, Algorithm algorithm, in Layout left, in Layout right, in Layout to);

    [LibraryImport(Library)]
    public static partial Status dnnl_prelu_forward_desc_init(byte* operation, int direction, in Layout data, in Layout weights);

    [LibraryImport(Library)]
    public static partial Status dnnl_matmul_desc_init(byte* operation, in Layout from, in Layout weights, in Layout bias, in Layout to);

    [LibraryImport(Library)]
    public static partial Status dnnl_dilated_convolution_forward_desc_init(byte* operation, int direction, Algorithm algorithm, in Layout from, in Layout weights, in Layout bias, in Layout to, long[] strides, long[] dilations, long[] before, long[] after);

    [LibraryImport(Library)]
    public static partial Status dnnl_dilated_deconvolution_forward_desc_init(byte* operation, int direction, Algorithm algorithm, in Layout from, in Layout weights, in Layout bias, in Layout to, long[] strides, long[] dilations, long[] before, long[] after);

    [LibraryImport(Library)]
    public static partial Status dnnl_pooling_v2_forward_desc_init(byte* operation, int direction, Algorithm algorithm, in Layout from, in Layout to, long[] strides, long[] window, long[] dilations, long[] before, long[] after);

    [LibraryImport(Library)]
    public static partial Status dnnl_softmax_v2_forward_desc_init(byte* operation, int direction, Algorithm algorithm, in Layout from, in Layout to, int axis);

    [LibraryImport(Library)]
    public static partial Status dnnl_layer_normalization_forward_desc_init(byte* operation, int direction, in Layout data, in Layout statistics, float epsilon, uint flags);

    [LibraryImport(Library)]
    public static partial Status dnnl_batch_normalization_forward_desc_init(byte* operation, int direction, in Layout data, float epsilon, uint flags);

    [LibraryImport(Library)]
    public static partial Status dnnl_lrn_forward_desc_init(byte* operation, int direction, Algorithm algorithm, in Layout data, long size, float alpha, float beta, float bias);

    [LibraryImport(Library)]
    public static partial Status dnnl_reduction_desc_init(byte* operation, Algorithm algorithm, in Layout from, in Layout to, float power, float epsilon);

    [LibraryImport(Library)]
    public static partial Status dnnl_resampling_forward_desc_init(byte* operation, int direction, Algorithm algorithm, nint factors, in Layout from, in Layout to);
}

/// <summary>A memory in its role (<c>dnnl_exec_arg_t</c>).</summary>
internal readonly record struct Argument(Role Role, nint Memory);

/// <summary>The head of <c>dnnl_version_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct DnnlVersion
{
    public readonly int Major, Minor, Patch;
}
