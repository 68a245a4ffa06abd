// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Onnx.Graphs;

/// <summary>
/// What the names in a copy of a function, or of a graph nested in it, become. A name that no scope defines becomes a fresh one, which
/// nothing else can mean: a function sees no value of its caller but its arguments.
/// </summary>
internal sealed class NameScope(NameScope? outer, Func<string, string> fresh)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal) { [""] = "" };

    /// <summary>The scope of a graph in this one, whose own names are all fresh.</summary>
    public NameScope Nested(IEnumerable<string> defined)
    {
        var scope = new NameScope(this, fresh);
        foreach (var name in defined)
            if (!scope._names.ContainsKey(name))
                scope._names[name] = fresh(name);
        return scope;
    }

    /// <summary>False when <paramref name="name"/> already has a meaning.</summary>
    public bool TryBind(string name, string actual) => _names.TryAdd(name, actual);

    public string Of(string name) =>
        _names.TryGetValue(name, out var actual) ? actual
        : outer is not null ? outer.Of(name)
        : _names[name] = fresh(name);
}
