// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

/// <summary>Where the memory of an argument is (<c>TG_ARG_*</c>).</summary>
public enum ArgumentKind : uint
{
    Buffer = Tg.TG_ARG_BUFFER,
    Address = Tg.TG_ARG_ADDRESS,
    Host = Tg.TG_ARG_HOST,
    Immediate = Tg.TG_ARG_IMMEDIATE,
    Absent = Tg.TG_ARG_ABSENT,
}
