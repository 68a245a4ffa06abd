// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Interop.OnnxRuntime.Native;

namespace Tengen.Interop.OnnxRuntime;

/// <summary>The two symbols that ONNX Runtime looks up when the library is registered. Source: onnxruntime_ep_c_api.h, 1.31.</summary>
internal static unsafe class Exports
{
    [UnmanagedCallersOnly(EntryPoint = "CreateEpFactories", CallConvs = [typeof(CallConvCdecl)])]
    public static OrtStatus* CreateEpFactories(
        byte* registrationName, OrtApiBase* apiBase, OrtLogger* logger, OrtEpFactory** factories, nuint capacity, nuint* count)
    {
        *count = 0;
        if (!Ort.Connect(apiBase))
            return null;
        try
        {
            if (capacity == 0)
                throw new ProviderException(OrtErrorCode.ORT_INVALID_ARGUMENT, "there is no room for the factory of the Tengen provider");
            factories[0] = ProviderFactory.Create();
            *count = 1;
            return null;
        }
        catch (Exception e)
        {
            return Ort.Fail(e);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "ReleaseEpFactory", CallConvs = [typeof(CallConvCdecl)])]
    public static OrtStatus* ReleaseEpFactory(OrtEpFactory* factory)
    {
        ProviderFactory.Leave(factory);
        return null;
    }
}
