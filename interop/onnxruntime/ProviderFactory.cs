// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Interop.OnnxRuntime.Native;

namespace Tengen.Interop.OnnxRuntime;

/// <summary>
/// Makes providers. Which plugin serves a session is an option of the session, so the factory offers itself on the host's processor and loads
/// nothing before a session asks.
/// </summary>
internal sealed unsafe class ProviderFactory
{
    /// <summary>The provider's name for ONNX Runtime; its options are session entries <c>ep.tengen.KEY</c>.</summary>
    public const string Name = "Tengen";

    private static ReadOnlySpan<byte> NameText => "Tengen\0"u8;

    private static ReadOnlySpan<byte> VersionText => "0.1.0\0"u8;

    /// <summary>The registration and the providers that live: a session may outlive the registration and still calls the factory.</summary>
    private int _users = 1;

    private ProviderFactory() { }

    public static OrtEpFactory* Create() => Instance.Create(new ProviderFactory(), new OrtEpFactory
    {
        ort_version_supported = Ort.ApiVersion,
        GetName = &GetName,
        GetVendor = &GetName,
        GetVersion = &GetVersion,
        GetVendorId = &GetVendorId,
        GetSupportedDevices = &GetSupportedDevices,
        CreateEp = &CreateEp,
        ReleaseEp = &ReleaseEp,
        CreateDataTransfer = &CreateDataTransfer,
        IsStreamAware = &IsStreamAware,
    });

    /// <summary>Ends the registration's or a provider's use; the last one frees the table.</summary>
    public static void Leave(OrtEpFactory* self)
    {
        if (Interlocked.Decrement(ref Of(self)._users) == 0)
            Instance.Free(self);
    }

    private static ProviderFactory Of(OrtEpFactory* self) => (ProviderFactory)Instance.Owner(self);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* GetName(OrtEpFactory* self) => Static(NameText);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte* GetVersion(OrtEpFactory* self) => Static(VersionText);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static uint GetVendorId(OrtEpFactory* self) => 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static OrtStatus* GetSupportedDevices(
        OrtEpFactory* self, OrtHardwareDevice** hardware, nuint hardwareCount, OrtEpDevice** devices, nuint capacity, nuint* count)
    {
        try
        {
            *count = 0;
            for (nuint i = 0; i < hardwareCount && *count < capacity; i++)
            {
                if (Ort.Api->HardwareDevice_Type(hardware[i]) != OrtHardwareDeviceType.OrtHardwareDeviceType_CPU)
                    continue;
                Ort.Check(Ort.EpApi->CreateEpDevice(self, hardware[i], null, null, &devices[*count]));
                *count += 1;
                break;
            }
            return null;
        }
        catch (Exception e)
        {
            return Ort.Fail(e);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static OrtStatus* CreateEp(
        OrtEpFactory* self, OrtHardwareDevice** devices, OrtKeyValuePairs** metadata, nuint count, OrtSessionOptions* session, OrtLogger* logger, OrtEp** provider)
    {
        var backend = "";
        try
        {
            var options = ProviderOptions.Of(session);
            backend = options.Backend;
            *provider = Provider.Create(options, logger);
            Interlocked.Increment(ref Of(self)._users);
            return null;
        }
        catch (Exception e)
        {
            return Ort.Fail(e, backend);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReleaseEp(OrtEpFactory* self, OrtEp* provider)
    {
        Provider.Release(provider);
        Leave(self);
    }

    /// <summary>Tensors stay in the host's memory: there is nothing to transfer.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static OrtStatus* CreateDataTransfer(OrtEpFactory* self, OrtDataTransferImpl** transfer)
    {
        *transfer = null;
        return null;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte IsStreamAware(OrtEpFactory* self) => 0;

    /// <summary>The address of text that lies in the image.</summary>
    internal static byte* Static(ReadOnlySpan<byte> text) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(text));
}
