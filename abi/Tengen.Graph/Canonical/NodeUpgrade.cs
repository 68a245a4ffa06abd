// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;

namespace Tengen.Graph.Canonical;

/// <summary>Collects what an upgrade rule makes of a node.</summary>
internal sealed class NodeUpgrade(Node node, GraphEditor editor, Dictionary<int, Tensor> known) : UpgradeContext
{
    private readonly List<Node> _emitted = [];
    private readonly Node _written = node;

    public override Node Node { get; set; } = node;

    /// <summary>The emitted nodes, then <see cref="Node"/>.</summary>
    public IEnumerable<Node> Nodes => _emitted.Append(Node);

    public override DType InputType(int index) => Input(index)?.Type ?? DType.Opaque;

    public override Shape InputShape(int index) => Input(index)?.Shape ?? Shape.Unknown;

    public override Tensor? InputValue(int index) =>
        Input(index)?.Constant ?? (_written.HasInput(index) ? known.GetValueOrDefault(_written.Inputs[index]) : null);

    public override int Constant(Tensor tensor) => editor.Add(Tengen.Graph.Value.Of(Name("constant"), tensor));

    public override int Value() => editor.Add(new Value(Name("value"), DType.Opaque, Shape.Unknown));

    public override void Emit(Node node) => _emitted.Add(node);

    private string Name(string what) => _written.HasOutput(0) ? $"{editor.Values[_written.Outputs[0]].Name}.{what}" : what;

    private Value? Input(int index) => _written.HasInput(index) ? editor.Values[_written.Inputs[index]] : null;
}
