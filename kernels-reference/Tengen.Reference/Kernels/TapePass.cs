// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Kernels;

/// <summary>Records the wanted elements one at a time and sweeps each: their tolerances. Not thread-safe; owns the process's tape while it runs.</summary>
/// <param name="references">Values of every element by output; null for outputs that need no tolerance.</param>
/// <param name="wanted">Flat positions by output; null for all.</param>
internal sealed class TapePass(Real[]?[] references, int[]?[] wanted) : Pass<Tape>
{
    /// <summary>By output, parallel to the wanted positions.</summary>
    public Tolerance[]?[] Tolerances { get; } = new Tolerance[references.Length][];

    public override Tensor Plain(int output, Tensor tensor) => tensor;

    public override void Fill(int output, DType type, Tensor tensor, Lines lines, LineBody<Tape> body)
    {
        if (references[output] is not { } reference)
            return;
        var mark = TapeRecorder.Mark();
        var elements = wanted[output];
        var storage = Formats.Of(type);
        var tolerances = new Tolerance[elements?.Length ?? reference.Length];
        Span<Tape> result = stackalloc Tape[1];
        for (var i = 0; i < tolerances.Length; i++)
        {
            var element = elements is null ? i : elements[i];
            var (line, position) = lines.Locate(element);
            TapeRecorder.Rewind(mark);
            body(line, position, result);
            tolerances[i] = TapeRecorder.Judge(result[0], reference[element], storage);
        }
        Tolerances[output] = tolerances;
    }
}
