// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.OpenCl.Plans;

/// <summary>What plans need to know of a device.</summary>
/// <param name="HasDouble">cl_khr_fp64.</param>
/// <param name="HasCorrectDivide">CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT for fp32.</param>
/// <param name="HasDenormals">CL_FP_DENORM for fp32.</param>
/// <param name="PrefersGroups">Work groups share fast local memory: kernels with barriers pay off (graphics processors).</param>
/// <param name="BufferAlignment">CL_DEVICE_MEM_BASE_ADDR_ALIGN, in bytes: what a sub-buffer's offset is a multiple of.</param>
internal sealed record Traits(bool HasDouble, bool HasCorrectDivide, bool HasDenormals, bool PrefersGroups, int BufferAlignment);
