// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx.Wire;

namespace Tengen.Interop.Onnx.Tensors;

/// <summary>Reads a StringStringEntryProto: key 1, value 2.</summary>
internal static class EntryReader
{
    public static (string Key, string Value) Read(WireReader reader)
    {
        var (key, value) = ("", "");
        while (reader.Next())
            switch (reader.Field)
            {
                case 1: key = reader.Text(); break;
                case 2: value = reader.Text(); break;
                default: reader.Skip(); break;
            }
        return (key, value);
    }
}
