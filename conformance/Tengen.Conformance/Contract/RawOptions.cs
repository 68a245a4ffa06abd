// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Conformance.Contract;

/// <summary>Options that no device has.</summary>
internal static unsafe class RawOptions
{
    public const string Unknown = "tengen.no-such-option";

    public const string Hint = "hint.tengen-no-such-hint";

    public static tg_options One(NativeRoom room, string key)
    {
        var keys = (byte**)room.Bytes(sizeof(byte*));
        var values = (byte**)room.Bytes(sizeof(byte*));
        keys[0] = room.Text(key);
        values[0] = room.Text("1");
        return new tg_options { keys = keys, values = values, count = 1 };
    }
}
