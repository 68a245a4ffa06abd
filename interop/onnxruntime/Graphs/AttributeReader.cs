// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Interop.OnnxRuntime.Native;
using static Tengen.Interop.OnnxRuntime.Native.OrtOpAttrType;

namespace Tengen.Interop.OnnxRuntime.Graphs;

/// <summary>OrtOpAttr to attribute. ONNX Runtime writes defaults out; canonical form drops them again.</summary>
internal static unsafe class AttributeReader
{
    /// <summary>Null for a kind that its interface does not show (graphs, sparse tensors).</summary>
    public static NodeAttribute? Read(OrtOpAttr* attribute)
    {
        byte* text;
        Ort.Check(Ort.Api->OpAttr_GetName(attribute, &text));
        OrtOpAttrType type;
        Ort.Check(Ort.Api->OpAttr_GetType(attribute, &type));
        var name = Ort.Text(text);
        return type switch
        {
            ORT_OP_ATTR_INT => NodeAttribute.Int(name, Elements<long>(attribute, type)[0]),
            ORT_OP_ATTR_INTS => NodeAttribute.Ints(name, Elements<long>(attribute, type)),
            ORT_OP_ATTR_FLOAT => NodeAttribute.Float(name, Elements<float>(attribute, type)[0]),
            ORT_OP_ATTR_FLOATS => NodeAttribute.Floats(name, Elements<float>(attribute, type)),
            ORT_OP_ATTR_STRING => NodeAttribute.Bytes(name, [.. Elements<byte>(attribute, type)]),
            ORT_OP_ATTR_STRINGS => NodeAttribute.ByteStrings(name, Strings(Elements<byte>(attribute, type))),
            ORT_OP_ATTR_TENSOR => ReadTensor(attribute) is { } tensor ? NodeAttribute.Tensor(name, tensor) : null,
            _ => null,
        };
    }

    private static T[] Elements<T>(OrtOpAttr* attribute, OrtOpAttrType type) where T : unmanaged
    {
        nuint bytes = 0;
        var asked = Ort.Api->ReadOpAttr(attribute, type, null, 0, &bytes);
        if (asked != null)
            Ort.Api->ReleaseStatus(asked);
        var elements = new T[(int)bytes / sizeof(T)];
        if (elements.Length == 0)
            return elements;
        fixed (T* first = elements)
            Ort.Check(Ort.Api->ReadOpAttr(attribute, type, first, bytes, &bytes));
        return elements;
    }

    /// <summary>Strings come one after the other, each with its NUL.</summary>
    private static ImmutableArray<ImmutableArray<byte>> Strings(byte[] texts)
    {
        var strings = ImmutableArray.CreateBuilder<ImmutableArray<byte>>();
        for (int start = 0, end; start < texts.Length && (end = Array.IndexOf(texts, (byte)0, start)) >= 0; start = end + 1)
            strings.Add([.. texts.AsSpan(start, end - start)]);
        return strings.ToImmutable();
    }

    /// <summary>A copy: the value that shows the elements is released at once.</summary>
    private static Tensor? ReadTensor(OrtOpAttr* attribute)
    {
        OrtValue* value;
        Ort.Check(Ort.Api->OpAttr_GetTensorAttributeAsOrtValue(attribute, &value));
        try
        {
            return TensorReader.Read(value) is { } lent ? new Tensor(lent.Type, lent.Dims, Storage.CopyOf(lent.AsBytes())) : null;
        }
        finally
        {
            Ort.Api->ReleaseValue(value);
        }
    }
}
