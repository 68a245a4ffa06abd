// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Tengen.Graph;
using Tengen.Interop.Onnx.Tensors;

namespace Tengen.Interop.Onnx.Wire;

/// <summary>One file being read: its bytes, the field path that errors name, and the budget. Used by one thread.</summary>
internal sealed class ReadContext(Storage storage, string file, string? directory, OnnxLimits limits)
{
    private readonly List<(string Name, int Index)> _path = [];
    private ExternalFiles? _external;
    private long _expanded;

    public Storage Storage => storage;

    public OnnxLimits Limits => limits;

    public ExternalFiles External => _external ??= new ExternalFiles(directory);

    public string Path
    {
        get
        {
            var text = new StringBuilder();
            foreach (var (name, index) in _path)
            {
                if (text.Length > 0)
                    text.Append('.');
                text.Append(name);
                if (index >= 0)
                    text.Append('[').Append(index).Append(']');
            }
            return text.ToString();
        }
    }

    public void Enter(string name, int index, long offset)
    {
        _path.Add((name, index));
        if (_path.Count > limits.Depth)
            throw Fail(offset, $"is nested deeper than {limits.Depth} messages");
    }

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    /// <summary>Accounts for memory that is about to be allocated for decoded elements.</summary>
    public void Charge(long bytes, long offset)
    {
        if (bytes > limits.ExpandedBytes - _expanded)
            throw Fail(offset, $"decoded tensors would take more than the limit of {limits.ExpandedBytes} bytes");
        _expanded += bytes;
    }

    public OnnxException Fail(long offset, string reason) => new(file, offset, Path, reason);

    public OnnxException Fail(long offset, string field, string reason) => new(file, offset, field, reason);
}
