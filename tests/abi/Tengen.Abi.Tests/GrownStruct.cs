// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

namespace Tengen.Abi.Tests;

/// <summary>A struct as a later minor would have it: 32 bytes known, 16 of them since 1.0.</summary>
internal struct GrownStruct : ISized
{
    public const int Bytes = 32;

    public GrownBytes Data;

    readonly uint ISized.LeastSize => 16;
}

[InlineArray(GrownStruct.Bytes)]
internal struct GrownBytes
{
    private byte _first;
}
