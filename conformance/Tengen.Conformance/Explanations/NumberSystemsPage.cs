// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference;

namespace Tengen.Conformance.Explanations;

/// <summary>Operators x number systems: every cell comes from running the operator's kernel in the system on one of its own cases.</summary>
public static class NumberSystemsPage
{
    public static Page Of(IReadOnlyList<OperatorKernel> kernels)
    {
        ArgumentNullException.ThrowIfNull(kernels);
        var rows = kernels.Select(kernel => new NumberSystemsRow(kernel)).ToList();
        return new Page(
            "Number systems",
            "A reference kernel is written once and run in many number systems. What they say of one case per operator stands here; a kernel that makes no numbers writes its outputs exactly, and the reason is given.",
            [
                new PageSection("in numbers", [.. NumberSystem.All.Select(system => $"{system.Name}: {system.Gives}; the cell: {system.Cell}")],
                    new PageTable(["operator", "case", .. NumberSystem.All.Select(system => system.Name)], [.. rows.Where(row => row.Probe is not null).Select(Measured)])),
                new PageSection("exactly, without numbers", [],
                    new PageTable(["operator", "dtype of the main input", "reason"], [.. rows.SelectMany(Exact)])),
            ]);
    }

    private static IReadOnlyList<string> Measured(NumberSystemsRow row) =>
        [row.Kernel.Contract.Name, $"{row.Probe!.Type}/{row.Probe.Parameters}/{row.Probe.Data}", .. NumberSystem.All.Select(system => system.Measure(row.ProbeCall!))];

    private static IEnumerable<IReadOnlyList<string>> Exact(NumberSystemsRow row) =>
        row.Exact.GroupBy(pair => pair.Reason, pair => pair.Type).Select(group => (IReadOnlyList<string>)[row.Kernel.Contract.Name, string.Join(' ', group), group.Key]);
}
