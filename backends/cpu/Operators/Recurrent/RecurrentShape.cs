// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Recurrent;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>Extents of a recurrent operator.</summary>
internal readonly record struct RecurrentShape(SequenceClock Clock, int Input, int Hidden, int Gates)
{
    public int Width => Gates * Hidden;

    public static RecurrentShape Of(PlanBuilder builder, Node node, int gates)
    {
        var (x, r) = (builder.Dims(node.Inputs[0]), builder.Dims(node.Inputs[2]));
        var batchFirst = node.Attributes.Int("layout", 0) != 0;
        var clock = new SequenceClock((int)x[batchFirst ? 1 : 0], (int)x[batchFirst ? 0 : 1], (int)r[0], batchFirst);
        return new RecurrentShape(clock, (int)x[2], (int)r[2], gates);
    }
}
