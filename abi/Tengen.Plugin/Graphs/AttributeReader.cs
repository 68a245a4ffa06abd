// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Abi;
using Tengen.Graph;

namespace Tengen.Plugin;

/// <summary>Reads an attribute of a node.</summary>
internal static unsafe class AttributeReader
{
    private delegate T Element<T>(byte* element, uint stride);

    /// <summary>Null when the type is not known: the node is then answered NO.</summary>
    public static NodeAttribute? Read(in tg_attribute native, GraphReader graphs, bool inQuery, uint valueCount, int depth, Loan loan)
    {
        var name = Utf8Text.Required(native.name, "tg_attribute.name");
        Tensor AsTensor(byte* element, uint stride) => ValueReader.Tensor(Wire.At((tg_value*)element, stride, 0, "tensor attribute"), $"attribute '{name}'", loan);
        Tengen.Graph.Graph AsGraph(byte* element, uint _)
        {
            var body = graphs.Read(*(tg_graph**)element, inQuery, valueCount, depth + 1);
            return body.Unreadable.IsEmpty ? body.Graph : throw new PluginException(Status.Unsupported, "TG-P-30", body.Unreadable.First().Value);
        }

        return native.type switch
        {
            Tg.TG_ATTR_FLOAT => NodeAttribute.Float(name, One(in native, name, Plain(sizeof(float)), static (element, _) => *(float*)element)),
            Tg.TG_ATTR_INT => NodeAttribute.Int(name, One(in native, name, Plain(sizeof(long)), static (element, _) => *(long*)element)),
            Tg.TG_ATTR_STRING => NodeAttribute.Bytes(name, One(in native, name, Sized<tg_string>(), Bytes)),
            Tg.TG_ATTR_TENSOR => NodeAttribute.Tensor(name, One(in native, name, Sized<tg_value>(), AsTensor)),
            Tg.TG_ATTR_GRAPH => NodeAttribute.Graph(name, One(in native, name, Plain(sizeof(void*)), AsGraph)),
            Tg.TG_ATTR_FLOATS => NodeAttribute.Floats(name, Many(in native, name, Plain(sizeof(float)), static (element, _) => *(float*)element).AsSpan()),
            Tg.TG_ATTR_INTS => NodeAttribute.Ints(name, Many(in native, name, Plain(sizeof(long)), static (element, _) => *(long*)element).AsSpan()),
            Tg.TG_ATTR_STRINGS => NodeAttribute.ByteStrings(name, Many(in native, name, Sized<tg_string>(), Bytes)),
            Tg.TG_ATTR_TENSORS => NodeAttribute.Tensors(name, Many(in native, name, Sized<tg_value>(), AsTensor)),
            Tg.TG_ATTR_GRAPHS => NodeAttribute.Graphs(name, Many(in native, name, Plain(sizeof(void*)), AsGraph)),
            _ => null,
        };
    }

    /// <summary>Elements that never grow.</summary>
    private static (int Least, int Known) Plain(int size) => (size, size);

    /// <summary>Elements that an older host gives shorter, and a newer one longer.</summary>
    private static (int Least, int Known) Sized<T>()
        where T : unmanaged => ((int)Sizes.Least<T>(), (int)Sizes.Known<T>());

    private static T One<T>(in tg_attribute native, string name, (int Least, int Known) size, Element<T> read) => native.count == 1
        ? Many(in native, name, size, read)[0]
        : throw GraphReader.Broken("TG-H-26", $"attribute '{name}' of a singular type has {native.count} elements");

    private static ImmutableArray<T> Many<T>(in tg_attribute native, string name, (int Least, int Known) size, Element<T> read)
    {
        var step = (nuint)native.stride;
        if (native.count > 0 && (native.data == null || native.stride < size.Least || native.stride > Tg.TG_MAX_SIZE || native.stride % Math.Min(size.Least, 8) != 0))
            throw GraphReader.Broken("TG-H-26", $"attribute '{name}' has {native.count} elements, a stride of {native.stride} and {(native.data == null ? "no data" : "data")}");
        var items = new List<T>();
        for (ulong i = 0; i < native.count; i++)
        {
            var element = (byte*)native.data + (nuint)i * step;
            for (var tail = size.Known; tail < native.stride; tail++)
                if (element[tail] != 0)
                    Wire.ThrowTooNew($"attribute '{name}'");
            items.Add(read(element, native.stride));
        }
        return [.. items];
    }

    private static ImmutableArray<byte> Bytes(byte* element, uint stride)
    {
        var text = Wire.At((tg_string*)element, stride, 0, "string attribute");
        if (text.reserved != null)
            Wire.ThrowTooNew("tg_string.reserved");
        if (text.bytes > int.MaxValue || (text.bytes > 0 && text.data == null))
            throw GraphReader.Broken("TG-H-26", $"a string attribute has {text.bytes} bytes{(text.data == null ? " and no data" : "")}");
        return [.. new ReadOnlySpan<byte>(text.data, (int)text.bytes)];
    }
}
