// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Official;

/// <summary>Official ONNX cases by id, <c>onnx/test_abs</c>: a folder each, anywhere below the one that the user names.</summary>
public sealed class OfficialCases
{
    public const string Prefix = "onnx/";

    private readonly SortedDictionary<string, string> _folders = new(StringComparer.Ordinal);

    /// <param name="folder">Holds the cases' folders; a case is a folder with a <c>model.onnx</c>. Of two with one name the first path counts.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public OfficialCases(string folder)
    {
        foreach (var model in Directory.EnumerateFiles(folder, "model.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            _folders.TryAdd(Prefix + Path.GetFileName(Path.GetDirectoryName(model)), Path.GetDirectoryName(model)!);
    }

    /// <summary>Ordered by name.</summary>
    public IReadOnlyCollection<string> Ids => _folders.Keys;

    public bool Knows(string id) => _folders.ContainsKey(id);

    /// <summary>The folder of a known case.</summary>
    public string FolderOf(string id) => _folders[id];

    public static bool IsOfficial(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);
}
