// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Explanations;

/// <summary>From what an operator's tolerance arises: its kernel and permitted forms are run over its own cases in a number system that records steps.</summary>
internal sealed class OperatorTolerance
{
    private readonly OperatorKernel _kernel;
    private readonly SortedSet<Function> _functions = [];
    private readonly Dictionary<int, Dictionary<DType, int?>> _longest = [];
    private StepKinds _kinds;

    /// <summary>Every case counts in the first dtype of each kind (floating-point, integer, truth value), and the first case in the others.</summary>
    public OperatorTolerance(OperatorKernel kernel)
    {
        _kernel = kernel;
        var seen = new HashSet<(bool, bool)>();
        foreach (var type in kernel.Cases.Types)
        {
            var whole = seen.Add((type.IsFloat, type == DType.Bool));
            foreach (var item in kernel.Cases.Of(kernel.Contract.Name).Where(item => item.Type == type).DistinctBy(item => item.Parameters).Take(whole ? int.MaxValue : 1))
                foreach (var form in (string?[])[null, .. kernel.Forms])
                    Add(type, Oracle.StepsOf(item.Materialise().Call, form));
        }
    }

    /// <summary>One line for the index.</summary>
    public string Kind => _longest.Values.SelectMany(types => types.Values).Max() switch
    {
        null => "exact",
        0 => "exact, no step rounds",
        1 => IsFunction ? "one function" : "one rounding",
        _ => "tape",
    };

    private bool IsFunction => !_functions.All(FunctionTable.IsOneRounding);

    public IEnumerable<string> Lines
    {
        get
        {
            foreach (var (output, types) in _longest.OrderBy(pair => pair.Key))
                foreach (var group in types.GroupBy(pair => pair.Value is > 1 ? 2 : pair.Value))
                    yield return $"{Name(output)} from {string.Join(' ', group.Select(pair => pair.Key))}: {Text(group.Max(pair => pair.Value))}";
            if (Words() is { Count: > 0 } words)
                yield return $"steps{(_kernel.Forms.IsEmpty ? "" : ", permitted forms included")}: {string.Join(", ", words)}";
            if (_functions.Where(function => !FunctionTable.IsOneRounding(function)).ToList() is { Count: > 0 } declared)
                yield return $"functions within the declared class: {Names(declared)}";
            if (_functions.Where(FunctionTable.IsOneRounding).ToList() is { Count: > 0 } rounded)
                yield return $"functions correctly rounded: {Names(rounded)}";
        }
    }

    private void Add(DType type, KernelSteps steps)
    {
        _kinds |= steps.Kinds;
        _functions.UnionWith(steps.Functions);
        for (var output = 0; output < steps.Roundings.Length; output++)
        {
            var types = _longest.TryGetValue(output, out var known) ? known : _longest[output] = [];
            types[type] = types.TryGetValue(type, out var before) && before is { } longest ? Math.Max(longest, steps.Roundings[output] ?? 0) : steps.Roundings[output];
        }
    }

    private string Name(int output)
    {
        var outputs = _kernel.Contract.Outputs;
        return outputs[Math.Min(output, outputs.Length - 1)].Name;
    }

    private string Text(int? roundings) => roundings switch
    {
        null => "judged bit for bit",
        0 => "no step rounds, so the value is exact",
        1 => IsFunction ? "one function, whose declared class is the bound" : "one rounding, whose own error is the bound",
        _ => string.Create(CultureInfo.InvariantCulture, $"taped and swept backwards; up to {roundings:N0} roundings in a chain in the cases"),
    };

    private static string Names(IEnumerable<Function> functions) => string.Join(' ', functions.Select(function => function.ToString()));

    private List<string> Words() =>
    [
        .. from word in Vocabulary where _kinds.HasFlag(word.Kind) select word.Text,
    ];

    private static readonly (StepKinds Kind, string Text)[] Vocabulary =
    [
        (StepKinds.Addition, "additions"),
        (StepKinds.Product, "products"),
        (StepKinds.Quotient, "quotients"),
        (StepKinds.Power, "powers"),
        (StepKinds.Sum, "sums in any declared order"),
        (StepKinds.Dot, "dot products in any declared order"),
        (StepKinds.Constant, "constants held rounded"),
        (StepKinds.Comparison, "comparisons"),
        (StepKinds.RoundingToType, "prescribed roundings to a dtype"),
        (StepKinds.RoundingToInteger, "prescribed roundings to an integer"),
    ];
}
