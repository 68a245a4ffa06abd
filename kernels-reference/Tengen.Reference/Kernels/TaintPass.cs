// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Kernels;

/// <summary>Marks elements of the inputs and keeps what every output element may depend on.</summary>
/// <param name="outputs">How many outputs the node has.</param>
/// <param name="marked">The marked elements, at most <see cref="Taint.MostSources"/>; their order is that of the bits.</param>
internal sealed class TaintPass(int outputs, IReadOnlyList<InputElement> marked) : RawPass<Taint>(outputs, parallel: true)
{
    public override Taint[] Enter(int input, double[] values, DType type)
    {
        var numbers = new Taint[values.Length];
        for (var source = 0; source < marked.Count; source++)
            if (marked[source].Input == input)
                numbers[marked[source].Element] = new Taint(numbers[marked[source].Element].Sources | 1ul << source);
        return numbers;
    }
}
