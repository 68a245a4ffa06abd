// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Add, Sub, Mul, Div with numpy broadcasting.</summary>
internal sealed class BinaryOperator(string name) : Operator(name, 7, 14, TypeSets.Number)
{
    protected override int LeastInputs => 2;

    protected override bool Divides => Name == "Div";

    public override void Build(PlanBuilder plan, Node node)
    {
        var (a, b, y) = (node.Inputs[0], node.Inputs[1], node.Outputs[0]);
        var type = ElementType.Of(plan.Type(a));
        var source = plan.Source("binary.cl", type, ("A", type), ("B", type), ("Y", type));
        Add(plan, source, Name.ToLowerInvariant(), type.Each, (plan.SlotOf(a), plan.Dims(a)), (plan.SlotOf(b), plan.Dims(b)), (plan.SlotOf(y), plan.Dims(y)));
    }

    /// <summary>Adds the launch y = f(a, b), with f a kernel family of a text made from <c>binary.cl</c> and <paramref name="each"/> its EACH.</summary>
    internal static void Add(PlanBuilder plan, string source, string family, int each, Operand a, Operand b, Operand y)
    {
        var rank = y.Dims.Length;
        var box = new Box(y.Dims.AsSpan(), Box.Dense(y.Dims.AsSpan()), Box.Broadcast(a.Dims.AsSpan(), rank), Box.Broadcast(b.Dims.AsSpan(), rank));
        int[] buffers = [a.Slot, b.Slot, y.Slot];
        var inner = box.Dim(0);
        switch (box.Rank, box.Step(1, 0), box.Step(2, 0))
        {
            case (0, _, _) or (1, 1, 1):
                plan.Launch(source, family + "_both", Grid.Line(inner, each), buffers, inner);
                break;
            case (1, 0, 1):
                plan.Launch(source, family + "_left_scalar", Grid.Line(inner, each), buffers, inner);
                break;
            case (1, 1, 0):
                plan.Launch(source, family + "_right_scalar", Grid.Line(inner, each), buffers, inner);
                break;
            default:
                var (rows, width) = (box.CountFrom(1), box.Rank <= 5 ? 4 : 16);
                plan.Launch(source, $"{family}_strided{width}", Grid.Rows(inner, rows, each), buffers, inner, rows, box.Step(1, 0), box.Step(2, 0),
                    Scalar.Dims(box, 1, width), Scalar.Steps(box, 1, 1, width), Scalar.Steps(box, 2, 1, width));
                break;
        }
    }

    protected override Support? CheckMore(Graph graph, Node node) => SameType(graph, node);
}
