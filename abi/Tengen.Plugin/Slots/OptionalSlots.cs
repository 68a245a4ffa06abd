// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary>The optional slots: NULL unless offered.</summary>
internal static unsafe class OptionalSlots
{
    public static void Fill(ref tg_api table, Offers offers)
    {
    }
}
