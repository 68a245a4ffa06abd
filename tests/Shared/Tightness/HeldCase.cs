// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Tests.Tightness;

/// <summary>One case with its expectation under the default numerics, every permitted form declared.</summary>
internal sealed class HeldCase
{
    private readonly ImmutableArray<Expectation?> _expected;
    private readonly bool _isRandom;

    public HeldCase(Case item)
    {
        Call = item.Materialise().Call;
        _expected = Oracle.Expect(Call, new Numerics { Forms = Call.Kernel.Forms });
        _isRandom = item.Data != Case.Integers && DataSets.Parse(item.Data).RandomLowBits;
    }

    public Call Call { get; }

    /// <summary>True when some output may differ from the reference.</summary>
    public bool HasTolerance => _expected.Any(expectation => expectation is { IsExact: false });

    public HeldOutputs Hold(Simulation simulation, string? form = null)
    {
        var (hard, statistical) = (new List<double>(), new List<double>());
        double normalized = 0, squares = 0;
        var (measured, finite) = (0, 0);
        var outputs = Oracle.Simulate(Call, simulation, form);
        for (var o = 0; o < outputs.Length; o++)
            for (var e = 0; outputs[o] is { } output && e < output.Count; e++)
            {
                var (got, expectation) = (Element.Real(output, e), _expected[o]!);
                var want = Element.Real(expectation.Reference, e);
                if (double.IsFinite(got - want))
                    (squares, finite) = (squares + (got - want) * (got - want), finite + 1);
                if (expectation.IsExact)
                {
                    hard.Add(got.Equals(want) || got == want ? 0 : double.PositiveInfinity);
                    statistical.Add(0);
                    continue;
                }
                var (tolerance, format) = (expectation[e], Formats.Of(output.Type));
                hard.Add(ElementJudge.HardRatio(tolerance, format, got));
                statistical.Add(_isRandom ? ElementJudge.StatisticalRatio(tolerance, format, got) : 0);
                if (_isRandom && ElementJudge.Normalized(tolerance, format, got) is var ratio)
                    (normalized, measured) = (normalized + ratio * ratio, measured + 1);
            }
        return new([.. hard], [.. statistical], Root(normalized, measured), measured, Root(squares, finite));
    }

    private static double Root(double squares, int count) => count == 0 ? 0 : Math.Sqrt(squares / count);
}
