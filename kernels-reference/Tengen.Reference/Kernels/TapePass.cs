// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Kernels;

/// <summary>
/// Records wanted elements, neighbours of a line together since they share their steps, and sweeps each: their tolerances. Not thread-safe;
/// owns the process's tape while it runs.
/// </summary>
/// <param name="references">Values of every element by output; null for outputs that need no tolerance.</param>
/// <param name="wanted">Flat positions by output; null for all.</param>
internal sealed class TapePass(Real[]?[] references, int[]?[] wanted) : Pass<Tape>
{
    /// <summary>How many neighbours: enough to share the steps of a line, few enough to stay in the cache.</summary>
    private const int Neighbours = 32;

    /// <summary>By output, parallel to the wanted positions.</summary>
    public Tolerance[]?[] Tolerances { get; } = new Tolerance[references.Length][];

    public override Tensor Plain(int output, Tensor tensor) => tensor;

    public override void Fill(int output, DType type, Tensor tensor, Lines lines, LineBody<Tape> body)
    {
        if (references[output] is not { } reference)
            return;
        var (mark, storage) = (TapeRecorder.Mark(), Formats.Of(type));
        if (wanted[output] is not { } elements)
        {
            var all = Tolerances[output] = new Tolerance[reference.Length];
            for (var line = 0; line < lines.Count; line++)
                for (var first = 0; first < lines.Length; first += Neighbours)
                    Judge(line, first, Math.Min(Neighbours, lines.Length - first), (element, tolerance) => all[element] = tolerance);
            return;
        }
        var sampled = Tolerances[output] = new Tolerance[elements.Length];
        for (var i = 0; i < sampled.Length; i++)
            if (lines.Locate(elements[i]) is var (line, position))
                Judge(line, position, 1, (_, tolerance) => sampled[i] = tolerance);

        void Judge(int line, int first, int count, Action<int, Tolerance> take)
        {
            Span<Tape> results = stackalloc Tape[count];
            TapeRecorder.Rewind(mark);
            body(line, first, results);
            for (var i = 0; i < count; i++)
            {
                var element = lines.Start(line) + (first + i) * lines.Inner;
                take(element, TapeRecorder.Judge(results[i], reference[element], storage));
            }
        }
    }
}
