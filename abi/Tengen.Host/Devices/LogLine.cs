// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

/// <summary>A line a plugin added to the host's log.</summary>
public sealed record LogLine(LogLevel Level, string Text);

/// <summary>How much a log line matters. An unknown level reads as <see cref="Trace"/>.</summary>
public enum LogLevel : uint
{
    Error = Tg.TG_LOG_ERROR,
    Warning = Tg.TG_LOG_WARNING,
    Info = Tg.TG_LOG_INFO,
    Debug = Tg.TG_LOG_DEBUG,
    Trace = Tg.TG_LOG_TRACE,
}
