// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Abi;
using Tengen.Graph;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>Gives a graph body its native form.</summary>
internal unsafe delegate tg_graph* GraphMarshaller(Graph.Graph graph);

/// <summary>Lays an attribute out as <c>tg_attribute</c>.</summary>
internal static unsafe class NativeAttribute
{
    public static tg_attribute Of(NodeAttribute attribute, NativeArena arena, Func<Tensor, tg_value> tensor, GraphMarshaller graph)
    {
        var native = new tg_attribute { name = arena.Text(attribute.Name), type = (uint)attribute.Type };
        switch (attribute.Content)
        {
            case float value:
                Put(ref native, arena, [value]);
                break;
            case long value:
                Put(ref native, arena, [value]);
                break;
            case ImmutableArray<byte> value:
                Put(ref native, arena, [Bytes(value, arena)]);
                break;
            case Tensor value:
                Put(ref native, arena, [tensor(value)]);
                break;
            case Graph.Graph value:
                Put(ref native, arena, [(nint)graph(value)]);
                break;
            case ImmutableArray<float> values:
                Put(ref native, arena, values.AsSpan());
                break;
            case ImmutableArray<long> values:
                Put(ref native, arena, values.AsSpan());
                break;
            case ImmutableArray<ImmutableArray<byte>> values:
                Put<tg_string>(ref native, arena, [.. values.Select(value => Bytes(value, arena))]);
                break;
            case ImmutableArray<Tensor> values:
                Put<tg_value>(ref native, arena, [.. values.Select(tensor)]);
                break;
            case ImmutableArray<Graph.Graph> values:
                Put<nint>(ref native, arena, [.. values.Select(value => (nint)graph(value))]);
                break;
            default:
                throw new GraphException("graph.attribute", $"attribute '{attribute.Name}' holds a {attribute.Content.GetType().Name}");
        }
        return native;
    }

    private static void Put<T>(ref tg_attribute native, NativeArena arena, ReadOnlySpan<T> values) where T : unmanaged
    {
        native.data = arena.Copy(values);
        native.count = (ulong)values.Length;
        native.stride = (uint)sizeof(T);
    }

    private static tg_string Bytes(ImmutableArray<byte> bytes, NativeArena arena) =>
        new() { data = arena.Copy<byte>(bytes.AsSpan()), bytes = (ulong)bytes.Length };
}
