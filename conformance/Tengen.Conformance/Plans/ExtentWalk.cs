// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Graph;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Plans;

/// <summary>
/// Exchanges the numbers of a case one after another, each alone if the operator takes that, otherwise together with an equal one, otherwise with all equal ones,
/// otherwise not: after every step the case is one that can be made. Numbers that are a whole parameter and less than 2 are flags, and stay.
/// </summary>
internal sealed class ExtentWalk
{
    private const double FewElements = 600, ManyElements = 4096, TimesFew = 4, TimesMany = 1.25;

    private const int Smallest = 2;

    private readonly Counter _counter;
    private readonly string[][] _parameters;
    private readonly List<(int Parameter, int Part)> _places;
    private readonly double _most;
    private (int, int)? _kept;

    /// <param name="planned">A case that can be made.</param>
    /// <param name="counter">Of this walk alone.</param>
    public ExtentWalk(Case planned, Counter counter)
    {
        (Case, _counter) = (planned, counter);
        _parameters = [.. planned.Parameters.Split(',').Select(parameter => parameter[(parameter.IndexOf('=', StringComparison.Ordinal) + 1)..].Split('x'))];
        _places = [.. _parameters.SelectMany((parts, p) => parts.Select((_, i) => (p, i))).Where(IsExchanged)];
        _most = Most(Elements(planned.Draft().Graph));
    }

    public Case Case { get; private set; }

    /// <summary>Gives the first input this innermost extent, for good. False, and nothing has changed, when the operator does not take it.</summary>
    public bool TakeInnermost(long extent)
    {
        foreach (var place in _places.GroupBy(place => place.Parameter).OrderBy(places => _parameters[places.Key].Length == 1).Select(places => places.Last()).Take(1))
            if (Exchange(place, extent, graph => Innermost(graph) == extent))
            {
                _kept = place;
                return true;
            }
        return false;
    }

    public void Run()
    {
        foreach (var (place, step) in _places.Where(place => place != _kept).Select((place, step) => (place, step)).OrderBy(item => _counter.Bits((ulong)item.step)))
            Exchange(place, Extents.Draw(Number(place), _counter.Stream(step)), _ => true);
    }

    private bool Exchange((int, int) place, long number, Func<Graph.Graph, bool> isWanted)
    {
        var own = Number(place);
        if (own == number)
            return false;
        var equal = _places.Where(other => other != place && other != _kept && Number(other) == own).ToList();
        return ((List<(int, int)>[])[[place], .. equal.Select(other => (List<(int, int)>)[place, other]), [place, .. equal]]).Any(places => Try(places, own, number, isWanted));
    }

    private bool Try(List<(int, int)> places, long own, long number, Func<Graph.Graph, bool> isWanted)
    {
        Set(places, number);
        var other = Case with { Parameters = Text() };
        if (_parameters.All(parts => parts.Length == 1 || Product(parts) <= _most) && Graph(other) is { } graph && Elements(graph) <= _most && isWanted(graph))
        {
            Case = other;
            return true;
        }
        Set(places, own);
        return false;
    }

    /// <summary>The most elements of all inputs and outputs together: small cases may grow, large ones cost enough.</summary>
    private static double Most(double planned) => Math.Max(FewElements, Math.Max(TimesMany * planned, Math.Min(TimesFew * planned, ManyElements)));

    private static Graph.Graph? Graph(Case drawn)
    {
        try
        {
            return drawn.Draft().Graph;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>-1 without an axis.</summary>
    private static long Innermost(Graph.Graph graph) => graph.Values[0].Shape.Dims is [.., var extent] ? extent : -1;

    private static double Elements(Graph.Graph graph) => graph.Values.Sum(value => value.Shape.Dims.Aggregate(1.0, (product, extent) => product * Math.Abs(extent)));

    private static double Product(string[] parts) => parts.Aggregate(1.0, (product, part) => product * Math.Max(1, IsNumber(part, out var number) ? number : 1));

    private bool IsExchanged((int Parameter, int Part) place) =>
        IsNumber(_parameters[place.Parameter][place.Part], out var number) && (number >= Smallest || _parameters[place.Parameter].Length > 1);

    private static bool IsNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private long Number((int Parameter, int Part) place) => IsNumber(_parameters[place.Parameter][place.Part], out var number) ? number : -1;

    private void Set(List<(int Parameter, int Part)> places, long number)
    {
        foreach (var (parameter, part) in places)
            _parameters[parameter][part] = number.ToString(CultureInfo.InvariantCulture);
    }

    private string Text()
    {
        var names = Case.Parameters.Split(',').Select(parameter => parameter.Split('=')[0]);
        return string.Join(',', names.Zip(_parameters, (name, parts) => $"{name}={string.Join('x', parts)}"));
    }
}
