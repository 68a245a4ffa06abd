// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <param name="Outer">Extent of dim 0.</param>
/// <param name="Inner">Extent of dim 1.</param>
/// <param name="Run">Bytes of one step of one sequence.</param>
/// <param name="TimeFirst">Dim 0 is the time, dim 1 the batch; otherwise the reverse.</param>
internal readonly record struct SequenceShape(nint Outer, nint Inner, nint Run, bool TimeFirst);

/// <summary>Reverses the first steps of each sequence. One item is one index of dim 0.</summary>
internal readonly unsafe struct SequenceReversal(byte* from, long* lengths, byte* to, SequenceShape shape) : IParallelBody
{
    public int Items => checked((int)shape.Outer);

    public void Run(int item, int worker)
    {
        nint outer = item;
        for (nint inner = 0; inner < shape.Inner; inner++)
        {
            var (time, batch) = shape.TimeFirst ? (outer, inner) : (inner, outer);
            var steps = shape.TimeFirst ? shape.Outer : shape.Inner;
            var length = lengths[batch];
            if (length < 0 || length > steps)
                throw new PluginException(Status.ExecutionFailed, "op:ReverseSequence.sequence_lens", $"ReverseSequence: length {length} of sequence {batch} is outside [0, {steps}]");
            var source = time < length ? (nint)length - 1 - time : time;
            var (row, column) = shape.TimeFirst ? (source, inner) : (outer, source);
            Buffer.MemoryCopy(from + (row * shape.Inner + column) * shape.Run, to + (outer * shape.Inner + inner) * shape.Run, shape.Run, shape.Run);
        }
    }
}
