// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Tengen.Tests.Fuzz;

/// <summary>Damages files: their bytes, or their structure with lengths that still fit. The same seed gives the same files.</summary>
internal sealed class Mutator(int seed, IReadOnlyList<WireMessage> corpus)
{
    private const int MostFields = 2_000;
    private static readonly ulong[] Numbers = [0, 1, 2, 5, 8, 10, 16, 17, 64, 127, 1 << 20, int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 32, 1UL << 40, long.MaxValue, 1UL << 63, ulong.MaxValue];
    private static readonly string[] Texts = ["", "x", "y", "a", "b", "r", "me", "F0", "F1", "G", "If", "Identity", "w.bin", "../w.bin", "/dev/zero", "link", "folder", "offset", "length", "location", "-1", "99999999999999999999"];
    private readonly Random _random = new(seed);

    public byte[] Structure(WireMessage original)
    {
        var tree = original.Clone();
        for (var edits = _random.Next(1, 5); edits > 0 && tree.Fields.Count > 0; edits--)
        {
            var all = tree.All().ToList();
            if (all.Count < MostFields)
                Edit(all);
        }
        var bytes = tree.Encode();
        return _random.Next(5) == 0 && bytes.Length > 0 ? Bytes(bytes) : bytes;
    }

    public byte[] Bytes(byte[] original)
    {
        var bytes = original.ToList();
        for (var edits = _random.Next(1, 4); edits > 0 && bytes.Count > 1; edits--)
        {
            var at = _random.Next(bytes.Count);
            switch (_random.Next(6))
            {
                case 0: bytes[at] = (byte)_random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << _random.Next(8)); break;
                case 2: bytes.RemoveRange(at, bytes.Count - at); break;
                case 3: bytes.RemoveAt(at); break;
                case 4: bytes.InsertRange(at, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(_random.Next(1, 40), bytes.Count - at))); break;
            }
        }
        return [.. bytes];
    }

    private void Edit(List<(WireMessage Owner, WireField Field)> all)
    {
        var (owner, field) = Any(all);
        switch (_random.Next(9))
        {
            case 0: owner.Fields.Remove(field); break;
            case 1: Repeat(owner, field); break;
            case 2: Change(all, field); break;
            case 3: Change(all, field); break;
            case 4: Splice(owner, field); break;
            case 5: Nest(all); break;
            case 6: field.Lie = Any([-1L, 1, 127, int.MaxValue, 1L << 40, long.MinValue]); break;
            case 7: (field.Number, field.Wire) = (_random.Next(1, 30), Any([0, 1, 2, 3, 5, 7])); break;
            default: owner.Fields.Insert(_random.Next(owner.Fields.Count + 1), Any(all).Field.Clone()); break;
        }
    }

    private void Repeat(WireMessage owner, WireField field)
    {
        var room = MostFields / (1 + (field.Message?.All().Count() ?? 0));
        for (var copies = _random.Next(1, Math.Clamp(room, 2, 100)); copies > 0; copies--)
            owner.Fields.Add(field.Clone());
    }

    private void Change(List<(WireMessage Owner, WireField Field)> all, WireField field)
    {
        if (field.Wire != 2)
            field.Value = Any(Numbers);
        else if (field.Message is null)
            field.Payload = _random.Next(2) == 0 ? Encoding.UTF8.GetBytes(Any(Texts)) : Any(all).Field.Payload;
    }

    private void Splice(WireMessage owner, WireField field)
    {
        var donors = Any(corpus).All().Where(other => other.Owner.Kind == owner.Kind && other.Field.Number == field.Number).ToList();
        if (donors.Count > 0)
            owner.Fields[owner.Fields.IndexOf(field)] = Any(donors).Field.Clone();
    }

    /// <summary>Puts a graph into an attribute of a node of its own, up to forty times over.</summary>
    private void Nest(List<(WireMessage Owner, WireField Field)> all)
    {
        var graphs = all.Where(item => item.Field.Message?.Kind == "Graph").Select(item => item.Field.Message!).ToList();
        if (graphs.Count == 0)
            return;
        var graph = Any(graphs);
        var room = MostFields / (1 + graph.All().Count());
        for (var levels = _random.Next(1, Math.Clamp(room, 2, 40)); levels > 0; levels--)
        {
            var inner = graph.Clone();
            var attribute = new WireMessage("Attribute");
            attribute.Fields.Add(new WireField { Number = 1, Wire = 2, Payload = "body"u8.ToArray() });
            attribute.Fields.Add(new WireField { Number = 6, Wire = 2, Message = inner });
            var node = new WireMessage("Node");
            node.Fields.Add(new WireField { Number = 4, Wire = 2, Payload = "Block"u8.ToArray() });
            node.Fields.Add(new WireField { Number = 5, Wire = 2, Message = attribute });
            graph.Fields.RemoveAll(field => field.Number == 1);
            graph.Fields.Add(new WireField { Number = 1, Wire = 2, Message = node });
        }
    }

    private T Any<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
