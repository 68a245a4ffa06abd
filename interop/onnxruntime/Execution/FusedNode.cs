// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Interop.OnnxRuntime.Native;

namespace Tengen.Interop.OnnxRuntime.Execution;

/// <summary>A compiled partition as the kernel of the node that ONNX Runtime fused it into. It has no state per session.</summary>
internal static unsafe class FusedNode
{
    public static OrtNodeComputeInfo* Create(FusedProgram program) => Instance.Create(program, new OrtNodeComputeInfo
    {
        ort_version_supported = Ort.ApiVersion,
        CreateState = &CreateState,
        Compute = &Compute,
        ReleaseState = &ReleaseState,
    });

    public static void Release(OrtNodeComputeInfo* self)
    {
        try
        {
            ((FusedProgram)Instance.Owner(self)).Dispose();
        }
        finally
        {
            Instance.Free(self);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static OrtStatus* CreateState(OrtNodeComputeInfo* self, OrtNodeComputeContext* context, void** state)
    {
        *state = self;
        return null;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static OrtStatus* Compute(OrtNodeComputeInfo* self, void* state, OrtKernelContext* context)
    {
        var program = Unsafe.As<FusedProgram>(Instance.Owner(self));
        try
        {
            program.Run(context);
            return null;
        }
        catch (Exception e)
        {
            return program.Failed(e);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReleaseState(OrtNodeComputeInfo* self, void* state) { }
}
