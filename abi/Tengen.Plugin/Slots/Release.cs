// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary><c>tg_release</c></summary>
internal static unsafe class Release
{
    public static void Check(tg_release* desc) => Wire.Zero(Wire.Read(desc, "tg_release").flags, "tg_release.flags");
}
