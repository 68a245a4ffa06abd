// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Host.Interop;

/// <summary>The <c>tg_error</c> that a thread hands to plugins, with room for its texts. One per thread, reused by every call.</summary>
internal sealed unsafe class ErrorBuffer
{
    private const int TextCapacity = 2048;
    private const int RuleCapacity = 256;

    [ThreadStatic]
    private static ErrorBuffer? _current;

    private readonly tg_error* _error = (tg_error*)NativeMemory.AllocZeroed((nuint)sizeof(tg_error) + TextCapacity + RuleCapacity);

    ~ErrorBuffer() => NativeMemory.Free(_error);

    /// <summary>The thread's error, emptied. Valid until the thread's next call of this member.</summary>
    public static tg_error* Fresh()
    {
        var error = (_current ??= new ErrorBuffer())._error;
        var text = (byte*)(error + 1);
        error->size = (uint)sizeof(tg_error);
        error->text_capacity = TextCapacity;
        error->text = text;
        error->rule = text + TextCapacity;
        error->vendor_code = 0;
        error->rule_capacity = RuleCapacity;
        *text = 0;
        text[TextCapacity] = 0;
        return error;
    }

    public static string Text(tg_error* error) => Utf8.Read((byte*)(error + 1), TextCapacity);

    public static string Rule(tg_error* error) => Utf8.Read((byte*)(error + 1) + TextCapacity, RuleCapacity);

    /// <summary>Throws when <paramref name="status"/> is no success, with what the plugin explained.</summary>
    public static void Check(int status, tg_error* error, string subject)
    {
        if (status != Tg.TG_OK)
            throw Exception(status, error, subject);
    }

    public static TengenException Exception(int status, tg_error* error, string subject) => status > 0
        ? TengenException.Broken(subject, "TG-P-15", $"answered {new Status(status)}, which this slot does not know")
        : new TengenException(new Status(status), subject, Rule(error), Text(error), error->vendor_code);
}
