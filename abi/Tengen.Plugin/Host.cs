// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary>The host that opened a device: its log. Callable from any thread until the device is disposed.</summary>
public sealed unsafe class Host
{
    private readonly tg_host* _original;
    private readonly tg_host _table;

    internal Host(tg_host* original)
    {
        _original = original;
        _table = Wire.Table(original, "host");
        if (_table.complete == null)
            throw new PluginException(Status.InvalidArgument, "TG-H-2", "tg_host.complete is NULL; it is the only way to report a ticket");
    }

    /// <summary>Adds a line to the host's log; control characters become spaces.</summary>
    public void Log(LogLevel level, string text)
    {
        if (_table.log == null)
            return;
        using var line = new Utf8Text(Utf8Text.Printable(text));
        _table.log(_original, (uint)level, line.Pointer);
    }

    internal void Complete(void* queueContext, ulong ticket, Status status, string? rule, string? text)
    {
        var told = new tg_completion { size = (uint)sizeof(tg_completion), status = (int)status, ticket = ticket };
        if (status == Status.Ok)
        {
            _table.complete(_original, queueContext, &told);
            return;
        }
        using var nativeText = new Utf8Text(text);
        using var nativeRule = new Utf8Text(rule);
        told.text = nativeText.Pointer;
        told.rule = nativeRule.Pointer;
        _table.complete(_original, queueContext, &told);
    }
}

/// <summary><c>TG_LOG_*</c></summary>
public enum LogLevel
{
    Error = 1,
    Warning = 2,
    Info = 3,
    Debug = 4,
    Trace = 5,
}
