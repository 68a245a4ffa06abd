// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Explanations;

/// <summary>Where one operator's kernel makes numbers.</summary>
internal sealed class NumberSystemsRow
{
    public NumberSystemsRow(OperatorKernel kernel)
    {
        Kernel = kernel;
        var exact = new List<(DType, string)>();
        foreach (var type in kernel.Cases.Types)
        {
            var (item, call) = kernel.Cases.Of(kernel.Contract.Name).Where(item => item.Type == type).Select(item => (item, item.Materialise().Call))
                .First(pair => Shape.CountOf(pair.Call.OutputDims[0].AsSpan()) > 0);
            if (Oracle.Numbers<Steps>(call).Any(results => results is not null))
            {
                Probe ??= item;
                ProbeCall ??= call;
            }
            else
                exact.Add((type, Reason(call)));
        }
        Exact = exact;
    }

    public OperatorKernel Kernel { get; }

    /// <summary>The case that is measured: the first in the first dtype that the kernel computes in numbers; null when there is none.</summary>
    public Case? Probe { get; }

    public Call? ProbeCall { get; }

    public IReadOnlyList<(DType Type, string Reason)> Exact { get; }

    private static string Reason(Call call) =>
        !call.HasInput(0) || !call.Input(0).Type.IsFloat ? "integers are computed as integers"
        : call.OutputTypes[0].IsFloat ? "elements are moved or read, bits are kept"
        : "decided on the elements themselves, which are exact";
}
