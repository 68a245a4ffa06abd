// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using System.Text;
using Tengen.Host;
using Tengen.Interop.OnnxRuntime.Native;
using unsafe OrtCount = delegate* unmanaged[Cdecl]<void*, nuint*, Tengen.Interop.OnnxRuntime.Native.OrtStatus*>;
using unsafe OrtFill = delegate* unmanaged[Cdecl]<void*, void**, nuint, Tengen.Interop.OnnxRuntime.Native.OrtStatus*>;

namespace Tengen.Interop.OnnxRuntime;

/// <summary>ONNX Runtime's functions, and its statuses as exceptions. One runtime a process.</summary>
internal static unsafe class Ort
{
    /// <summary>The oldest API with everything used here: unknown ranks (1.24), shapes without a copy (1.24).</summary>
    public const uint ApiVersion = 24;

    public static OrtApi* Api { get; private set; }

    public static OrtEpApi* EpApi { get; private set; }

    /// <summary>False when the runtime is too old; it has said so itself.</summary>
    public static bool Connect(OrtApiBase* apiBase)
    {
        Api = apiBase->GetApi(ApiVersion);
        if (Api == null)
            return false;
        EpApi = Api->GetEpApi();
        return true;
    }

    /// <exception cref="ProviderException">The call failed; the status is released.</exception>
    public static void Check(OrtStatus* status)
    {
        if (status == null)
            return;
        var failure = new ProviderException(Api->GetErrorCode(status), Text(Api->GetErrorMessage(status)));
        Api->ReleaseStatus(status);
        throw failure;
    }

    /// <summary>The status that says what went wrong: the plugin's status, rule and words where it was the plugin. The caller owns it.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="culprit">Plugin, and node where there is one; empty before a plugin is named.</param>
    public static OrtStatus* Fail(Exception failure, string culprit = "")
    {
        var (code, message) = failure switch
        {
            ProviderException said => (said.Code, said.Message),
            TengenException { Status.Class: StatusClass.Caller } plugin => (OrtErrorCode.ORT_INVALID_ARGUMENT, plugin.Message),
            TengenException { Status.Class: StatusClass.Declined } plugin => (OrtErrorCode.ORT_NOT_IMPLEMENTED, plugin.Message),
            TengenException plugin => (OrtErrorCode.ORT_EP_FAIL, plugin.Message),
            PluginLoadException load => (OrtErrorCode.ORT_INVALID_ARGUMENT, load.Message),
            NotClaimedException declined => (OrtErrorCode.ORT_NOT_IMPLEMENTED, declined.Message),
            Graph.GraphException graph => (OrtErrorCode.ORT_INVALID_GRAPH, graph.Message),
            _ => (OrtErrorCode.ORT_FAIL, failure.ToString()),
        };
        fixed (byte* text = Encoding.UTF8.GetBytes($"Tengen: {culprit}{(culprit.Length > 0 ? ": " : "")}{message}\0"))
            return Api->CreateStatus(code, text);
    }

    public static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    /// <summary>The pointers of a list that one function counts and another fills.</summary>
    public static nint[] Items(void* owner, OrtCount count, OrtFill fill)
    {
        nuint length;
        Check(count(owner, &length));
        var items = new nint[length];
        fixed (nint* first = items)
            Check(fill(owner, (void**)first, length));
        return items;
    }

    public static void Log(OrtLogger* logger, OrtLoggingLevel level, string message)
    {
        if (logger == null)
            return;
        fixed (byte* text = Encoding.UTF8.GetBytes($"{message}\0"))
        fixed (byte* function = "Tengen\0"u8)
        {
            var status = Api->Logger_LogMessage(logger, level, text, function, 0, function);
            if (status != null)
                Api->ReleaseStatus(status);
        }
    }
}
