// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>
/// Runs a cell along the sequences of a batch, forward, backward or both. Sequences may end early; what Y holds after the end is open in the
/// specification and zero here. Source: ONNX LSTM-22.
/// </summary>
internal sealed class RecurrentLayer<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
{
    private readonly bool _isBatchFirst = context.Attributes.Int("layout", 0) != 0;
    private readonly string _direction = context.Attributes.String("direction", "forward");

    /// <summary>One step of one sequence: the new hidden and cell state.</summary>
    public delegate (T[] Hidden, T[] Cell) Step(int direction, T[] x, T[] hidden, T[] cell);

    public int Directions => _direction == "bidirectional" ? 2 : 1;

    private int Hidden { get; } = context.InputDims(2)[2];

    /// <summary>Writes every hidden state to output 0, the last ones to output 1, and the last cell states to output 2.</summary>
    public void Run(Step step)
    {
        var dims = context.InputDims(0);
        var (length, batch) = _isBatchFirst ? (dims[1], dims[0]) : (dims[0], dims[1]);
        var zeros = Enumerable.Repeat(T.Exact(0), Hidden).ToArray();
        var all = Enumerable.Repeat(T.Exact(0), length * Directions * batch * Hidden).ToArray();
        var (lastHidden, lastCell) = (new T[Directions * batch * Hidden], new T[Directions * batch * Hidden]);
        for (var direction = 0; direction < Directions; direction++)
            for (var image = 0; image < batch; image++)
            {
                var start = State(direction, image, batch);
                var (hidden, cell) = (Initial(5, start) ?? zeros, context.InputCount > 6 ? Initial(6, start) ?? zeros : zeros);
                var steps = context.HasInput(4) ? (int)context.Integers(4)[image] : length;
                for (var i = 0; i < steps; i++)
                {
                    var time = direction == 1 || _direction == "reverse" ? steps - 1 - i : i;
                    (hidden, cell) = step(direction, Input(dims, time, image), hidden, cell);
                    hidden.CopyTo(all, (_isBatchFirst ? (image * length + time) * Directions + direction : (time * Directions + direction) * batch + image) * Hidden);
                }
                hidden.CopyTo(lastHidden, start);
                cell.CopyTo(lastCell, start);
            }
        context.Each(0, i => all[i]);
        context.Each(1, i => lastHidden[i]);
        context.Each(2, i => lastCell[i]);
    }

    private int State(int direction, int image, int batch) => (_isBatchFirst ? image * Directions + direction : direction * batch + image) * Hidden;

    private T[] Input(int[] dims, int time, int image) =>
        context.Numbers(0).AsSpan((_isBatchFirst ? image * dims[1] + time : time * dims[1] + image) * dims[2], dims[2]).ToArray();

    private T[]? Initial(int input, int start) => context.HasInput(input) ? context.Numbers(input).AsSpan(start, Hidden).ToArray() : null;
}
