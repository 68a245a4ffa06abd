// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Interop.Onnx.Tensors;

namespace Tengen.Interop.Onnx.Wire;

/// <summary>One file being read: its bytes, the field path that errors name, and the budget. Used by one thread.</summary>
internal sealed class ReadContext(Storage storage, string file, string? directory, OnnxLimits limits)
{
    private ExternalFiles? _external;
    private int _depth;
    private int _nodes;
    private long _expanded;

    public Storage Storage => storage;

    public ExternalFiles External => _external ??= new ExternalFiles(directory);

    public FieldPath Path { get; private set; } = FieldPath.File;

    public void Enter(string name, int index, long offset)
    {
        Path = new FieldPath(Path, name, index);
        if (++_depth > limits.Depth)
            throw Fail(offset, $"is nested deeper than {limits.Depth} messages");
    }

    public void Leave()
    {
        Path = Path.Around!;
        _depth--;
    }

    /// <summary>Accounts for a node that is about to be read, of a graph or a function.</summary>
    public void ChargeNode(long offset)
    {
        if (++_nodes > limits.Nodes)
            throw Fail(offset, $"the file has more than {limits.Nodes} nodes");
    }

    /// <summary>Accounts for memory that is about to be allocated for decoded elements.</summary>
    public void Charge(long bytes, long offset)
    {
        if (bytes > limits.ExpandedBytes - _expanded)
            throw Fail(offset, $"decoded tensors would take more than the limit of {limits.ExpandedBytes} bytes");
        _expanded += bytes;
    }

    public OnnxException Fail(long offset, string reason) => new(file, offset, Path, reason);
}
