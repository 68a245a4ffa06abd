// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference;

public static partial class Oracle
{
    /// <summary>
    /// Which of the marked elements each output element may depend on, whatever their values are: a NaN there arrives nowhere else. What a
    /// kernel decides by looking at the inputs themselves, and not in numbers, is not followed.
    /// </summary>
    /// <param name="call">The node and its inputs.</param>
    /// <param name="marked">At most <see cref="Taint.MostSources"/> elements of floating-point inputs.</param>
    /// <param name="forms">Permitted forms that may be in use beside the plain kernel: what any of them reaches counts.</param>
    /// <returns>By output, then by flat element; null where the output is left out, integer or merely moved.</returns>
    public static ImmutableArray<Taint[]?> Reach(Call call, IReadOnlyList<InputElement> marked, params ReadOnlySpan<string> forms)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(marked);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(marked.Count, Taint.MostSources);
        var pass = new TaintPass(call.OutputCount, marked);
        call.Kernel.Run(new KernelContext<Taint>(call, pass));
        foreach (var form in forms)
            if (call.Kernel.Forms.Contains(form))
            {
                var other = new TaintPass(call.OutputCount, marked);
                call.Kernel.Run(new KernelContext<Taint>(call, other), form);
                for (var output = 0; output < pass.Results.Length; output++)
                    for (var element = 0; element < (pass.Results[output]?.Length ?? 0); element++)
                        pass.Results[output]![element] = new Taint(pass.Results[output]![element].Sources | other.Results[output]![element].Sources);
            }
        return [.. pass.Results];
    }
}
