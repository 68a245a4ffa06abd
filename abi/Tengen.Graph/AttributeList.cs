// SPDX-License-Identifier: Apache-2.0
using System.Collections;
using System.Collections.Immutable;

namespace Tengen.Graph;

/// <summary>The attributes of a node, ordered by name (ordinal), each name once.</summary>
public sealed class AttributeList : IReadOnlyList<NodeAttribute>
{
    public static readonly AttributeList Empty = new([]);

    private readonly ImmutableArray<NodeAttribute> _items;

    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public AttributeList(IEnumerable<NodeAttribute> attributes)
    {
        _items = [.. attributes.OrderBy(attribute => attribute.Name, StringComparer.Ordinal)];
        for (var i = 1; i < _items.Length; i++)
            if (_items[i].Name == _items[i - 1].Name)
                throw new ArgumentException($"attribute '{_items[i].Name}' occurs twice");
    }

    public int Count => _items.Length;

    public NodeAttribute this[int index] => _items[index];

    public NodeAttribute? this[string name] => _items.FirstOrDefault(attribute => attribute.Name == name);

    public bool Has(string name) => this[name] is not null;

    public long Int(string name, long whenAbsent) => this[name]?.AsInt ?? whenAbsent;

    public float Float(string name, float whenAbsent) => this[name]?.AsFloat ?? whenAbsent;

    public string String(string name, string whenAbsent) => this[name]?.AsString ?? whenAbsent;

    /// <summary>The integers, or a default array when absent.</summary>
    public ImmutableArray<long> Ints(string name) => this[name]?.AsInts ?? default;

    public ImmutableArray<float> Floats(string name) => this[name]?.AsFloats ?? default;

    public AttributeList With(NodeAttribute attribute) => new(_items.Where(item => item.Name != attribute.Name).Append(attribute));

    public AttributeList Without(string name) => new(_items.Where(item => item.Name != name));

    public IEnumerator<NodeAttribute> GetEnumerator() => ((IEnumerable<NodeAttribute>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
