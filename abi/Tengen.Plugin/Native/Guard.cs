// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Tengen.Abi;
using Tengen.Graph;

namespace Tengen.Plugin;

/// <summary>Turns what was thrown into a status and an explanation: nothing else leaves a slot.</summary>
internal static unsafe class Guard
{
    public static (Status Status, string Rule, string Text, long VendorCode) Classify(Exception exception) => exception switch
    {
        PluginException own => (own.Status, own.Rule, own.Message, own.VendorCode),
        GraphException broken => (Status.InvalidArgument, broken.Rule, broken.Message, 0),
        OutOfMemoryException => (Status.OutOfMemory, "kit:memory", "the process is out of memory; free some and try again", 0),
        _ => (Status.Internal, "TG-P-3", $"{exception.GetType()}: {exception.Message} This is a fault of the plugin: report it.", 0),
    };

    public static int Explain(Exception exception, tg_error* error)
    {
        var (status, rule, text, vendorCode) = Classify(exception);
        return Tell(error, status, rule, text, vendorCode);
    }

    public static int Tell(tg_error* error, Status status, string rule, string text, long vendorCode = 0)
    {
        if (error != null && error->size >= Sizes.Least<tg_error>())
        {
            Copy(text, error->text, error->text_capacity);
            Copy(rule, error->rule, error->rule_capacity);
            error->vendor_code = vendorCode;
        }
        return (int)status;
    }

    private static void Copy(string text, byte* target, uint capacity)
    {
        if (target == null || capacity == 0)
            return;
        var room = new Span<byte>(target, (int)Math.Min(capacity - 1, 1 << 20));
        Encoding.UTF8.TryGetBytes(text, room, out var written);
        if (written == 0 && text.Length > 0)
            written = CopyCut(text, room);
        target[written] = 0;
    }

    private static int CopyCut(string text, Span<byte> room)
    {
        var written = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.TryEncodeToUtf8(room[written..], out var bytes))
                break;
            written += bytes;
        }
        return written;
    }
}
