// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Tengen.Conformance.Speed.Plots;

/// <summary>A logarithmic axis over whole decades.</summary>
/// <param name="from">Where the least decade is drawn.</param>
/// <param name="to">Where the largest is drawn.</param>
/// <param name="values">Positive; all of them fit.</param>
internal sealed class LogAxis(double from, double to, IReadOnlyCollection<double> values)
{
    private readonly double _first = Math.Floor(Math.Log10(values.Min()));
    private readonly double _last = Math.Ceiling(Math.Log10(values.Max()) + 1e-9);

    public double Low => Math.Pow(10, _first);

    public double High => Math.Pow(10, _last);

    public IEnumerable<double> Decades => Enumerable.Range((int)_first, (int)(_last - _first) + 1).Select(exponent => Math.Pow(10, exponent));

    public static string Label(double decade) => decade.ToString(decade is >= 0.001 and < 1e6 ? "#,0.###" : "0e0", CultureInfo.InvariantCulture);

    public double At(double value) => from + (Math.Log10(value) - _first) / (_last - _first) * (to - from);
}
