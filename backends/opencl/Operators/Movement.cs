// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Plans;

namespace Tengen.Backends.OpenCl.Operators;

/// <summary>What operators that only move elements share.</summary>
internal static class Movement
{
    /// <summary>Makes <paramref name="y"/> the memory of <paramref name="x"/>, or a copy where both are arguments or constants of their own.</summary>
    public static void View(PlanBuilder plan, int x, int y)
    {
        if (plan.TryBind(plan.SlotOf(x), y))
            return;
        var count = (uint)plan.Count(y);
        plan.Launch(Source(plan, y), "copy", Grid.Line(count), [plan.SlotOf(x), plan.SlotOf(y)], count);
    }

    /// <summary>Copies over a box: tensor 0 is written from <paramref name="origin"/> on, tensor 1 read.</summary>
    public static void Move(PlanBuilder plan, int x, int y, Box box, uint origin)
    {
        var (inner, rows, width) = (box.Dim(0), box.CountFrom(1), box.Rank <= 5 ? 4 : 16);
        plan.Launch(Source(plan, y), $"move{width}", Grid.Rows(inner, rows), [plan.SlotOf(x), plan.SlotOf(y)],
            inner, rows, box.Step(1, 0), box.Step(0, 0), origin, Scalar.Dims(box, 1, width), Scalar.Steps(box, 1, 1, width), Scalar.Steps(box, 0, 1, width));
    }

    /// <summary>Writes one element everywhere.</summary>
    public static void Fill(PlanBuilder plan, ReadOnlySpan<byte> element, int y)
    {
        var count = (uint)plan.Count(y);
        plan.Launch(Source(plan, y), "fill", Grid.Line(count), [plan.Own(element), plan.SlotOf(y)], count);
    }

    /// <summary>Makes a value a constant of the plan's own, or a copy of one where it is an output.</summary>
    public static void Own(PlanBuilder plan, byte[] bytes, int y)
    {
        var (own, count) = (plan.Own(bytes), (uint)plan.Count(y));
        if (!plan.TryBind(own, y))
            plan.Launch(Source(plan, y), "copy", Grid.Line(count), [own, plan.SlotOf(y)], count);
    }

    private static string Source(PlanBuilder plan, int value)
    {
        var type = ElementType.OfBytes(plan.Type(value).Bits / 8);
        return plan.Source("move.cl", type, ("X", type));
    }
}
