// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>
/// A value recorded on the tape, from which <see cref="TapeRecorder.Judge"/> computes the tolerance of any recorded result by one reverse
/// sweep: the first-order worst case, the mean-value bound over derivative intervals, and the statistics. The forward error bound that the
/// derivative intervals need travels with the value.
/// </summary>
public readonly struct Tape : INumber<Tape>, IEnclosed<Tape>
{
    private readonly ErrBound _enclosure;

    internal Tape(ErrBound enclosure, int node) => (_enclosure, Node) = (enclosure, node);

    /// <summary>Position on the tape; -1 for what is exact everywhere.</summary>
    internal int Node { get; }

    static ErrBound IEnclosed<Tape>.Enclosure(in Tape number) => number._enclosure;

    internal double Value => _enclosure.Value;

    public static Tape Input(double element, DType type)
    {
        var error = Arithmetic.InputError(element);
        return error == 0 ? new(new(element, 0), -1) : TapeRecorder.Leaf(new(element, error), new LocalError(error, error * error / 3, 0));
    }

    public static Tape Exact(double literal) => new(new(literal, 0), -1);

    public static Tape Constant(Real value)
    {
        var enclosure = ErrBound.Constant(value);
        return enclosure.Error == 0 ? new(enclosure, -1) : TapeRecorder.Leaf(enclosure, LocalError.OfCorrelated(enclosure.Error));
    }

    public static Tape operator +(Tape left, Tape right)
    {
        var enclosure = left._enclosure + right._enclosure;
        TapeRecorder.Edge(left.Node, 1);
        TapeRecorder.Edge(right.Node, 1);
        return Rounded(enclosure, ErrBound.IsExactSum(left._enclosure, right._enclosure));
    }

    public static Tape operator -(Tape left, Tape right)
    {
        var enclosure = left._enclosure - right._enclosure;
        TapeRecorder.Edge(left.Node, 1);
        TapeRecorder.Edge(right.Node, -1);
        return Rounded(enclosure, ErrBound.IsExactSum(left._enclosure, -right._enclosure));
    }

    public static Tape operator *(Tape left, Tape right)
    {
        var enclosure = left._enclosure * right._enclosure;
        TapeRecorder.Edge(left.Node, right._enclosure);
        TapeRecorder.Edge(right.Node, left._enclosure);
        return Rounded(enclosure, ErrBound.IsExactProduct(left._enclosure, right._enclosure));
    }

    public static Tape operator /(Tape left, Tape right)
    {
        var enclosure = left._enclosure / right._enclosure;
        var (a, b) = (left._enclosure, right._enclosure);
        var nearest = Math.Abs(b.Value) - b.Error;
        var one = 1 / b.Value;
        TapeRecorder.Edge(left.Node, one, nearest > 0 ? b.Error / (Math.Abs(b.Value) * nearest) : double.PositiveInfinity);
        var slope = -a.Value / (b.Value * b.Value);
        var most = nearest > 0 ? (Math.Abs(a.Value) + a.Error) / (nearest * nearest) : double.PositiveInfinity;
        TapeRecorder.Edge(right.Node, slope, b.Error == 0 && a.Error == 0 ? 0 : most - Math.Abs(slope));
        return Rounded(enclosure, enclosure.Error == 0);
    }

    public static Tape operator -(Tape value)
    {
        TapeRecorder.Edge(value.Node, -1);
        return TapeRecorder.Close(-value._enclosure, default);
    }

    public static Tape Max(Tape left, Tape right) => Choose(ErrBound.Max(left._enclosure, right._enclosure), left, right, ErrBound.Less(right._enclosure, left._enclosure), left.Value >= right.Value);

    public static Tape Min(Tape left, Tape right) => Choose(ErrBound.Min(left._enclosure, right._enclosure), left, right, ErrBound.Less(left._enclosure, right._enclosure), left.Value <= right.Value);

    public static Tape Abs(Tape value)
    {
        var x = value._enclosure;
        var sign = x.Value > 0 ? 1 : x.Value < 0 ? -1 : 0;
        TapeRecorder.Edge(value.Node, sign, Math.Abs(x.Value) > x.Error ? 0 : 1 + Math.Abs(sign));
        return TapeRecorder.Close(ErrBound.Abs(x), default);
    }

    public static Tape Apply(Function function, Tape argument)
    {
        var x = argument._enclosure;
        var enclosure = ErrBound.Apply(function, x);
        if (argument.Node >= 0)
        {
            var (low, high) = FunctionTable.DerivativeRange(function, x.Value - x.Error, x.Value + x.Error);
            TapeRecorder.Edge(argument.Node, FunctionTable.Derivative(function, x.Value), low, high);
        }
        var error = double.IsFinite(enclosure.Value) ? Arithmetic.FunctionError(function, Math.Abs(enclosure.Value)) : 0;
        var beyond = enclosure.Error <= error || error == 0 ? 0 : Arithmetic.FunctionError(function, Math.Abs(enclosure.Value) + enclosure.Error) - error;
        var rounding = FunctionTable.IsOneRounding(function) && !Arithmetic.IsDirected ? Arithmetic.Intermediate : null;
        return TapeRecorder.Close(enclosure, LocalError.OfCorrelated(error) with { Beyond = beyond, Rounding = rounding });
    }

    public static Tape Pow(Tape @base, Tape exponent)
    {
        var enclosure = ErrBound.Pow(@base._enclosure, exponent._enclosure);
        var inherited = enclosure.Error - (double.IsFinite(enclosure.Value) ? Arithmetic.FunctionError(Function.Exp, Math.Abs(enclosure.Value)) : 0);
        var byBase = exponent.Value * Math.Pow(@base.Value, exponent.Value - 1);
        var byExponent = Math.Log(Math.Abs(@base.Value)) * enclosure.Value;
        TapeRecorder.Edge(@base.Node, byBase, @base._enclosure.Error > 0 ? inherited / @base._enclosure.Error : 0);
        TapeRecorder.Edge(exponent.Node, byExponent, exponent._enclosure.Error > 0 ? inherited / exponent._enclosure.Error : 0);
        return TapeRecorder.Close(enclosure, LocalError.OfCorrelated(double.IsFinite(enclosure.Value) ? Arithmetic.FunctionError(Function.Exp, Math.Abs(enclosure.Value)) : 0));
    }

    public static Tape Sum(Strided<Tape> terms)
    {
        var sum = SumBound.OfTerms(terms);
        for (var i = 0; i < terms.Count; i++)
            TapeRecorder.Edge(terms[i].Node, 1);
        return Summed(sum, sum.Local(products: false, sum.MayStagnate ? Stagnation.OfTerms(terms, sum.StagnationLimit, sum.StagnationClip) : 0));
    }

    public static Tape Dot(Strided<Tape> left, Strided<Tape> right, Tape initial)
    {
        var sum = SumBound.OfProducts(left, right, initial._enclosure);
        TapeRecorder.Edge(initial.Node, 1);
        for (var i = 0; i < left.Count; i++)
            if ((left[i].Node & right[i].Node) >= 0)
            {
                TapeRecorder.Edge(left[i].Node, right[i]._enclosure);
                TapeRecorder.Edge(right[i].Node, left[i]._enclosure);
            }
        return Summed(sum, sum.Local(products: true, sum.MayStagnate ? Stagnation.OfProducts(left, right, sum.StagnationLimit, sum.StagnationClip) : 0));
    }

    public static Tape Round(Tape value, DType to)
    {
        var format = Formats.Of(to);
        var enclosure = ErrBound.Round(value._enclosure, to);
        TapeRecorder.Edge(value.Node, 1);
        return TapeRecorder.Close(enclosure, value._enclosure.Error == 0 && format.Represents(value.Value) ? default : LocalError.OfRounding(format, Math.Abs(value.Value)));
    }

    public static Tape RoundToInteger(Tape value, Ties ties)
    {
        var enclosure = ErrBound.RoundToInteger(value._enclosure, ties);
        return enclosure.Error == 0 ? new(enclosure, -1) : TapeRecorder.Leaf(enclosure, LocalError.OfCorrelated(enclosure.Error));
    }

    public static Tape IfLess(Tape left, Tape right, Tape yes, Tape no)
    {
        switch (ErrBound.Less(left._enclosure, right._enclosure))
        {
            case Truth.Yes:
                return yes;
            case Truth.No:
                return no;
            default:
                var either = ErrBound.Either(yes._enclosure, no._enclosure);
                return TapeRecorder.Leaf(either, LocalError.OfCorrelated(either.Error));
        }
    }

    private static Tape Summed(SumBound sum, LocalError local) => TapeRecorder.Close(new(sum.Value, sum.Inherited + local.Forward), local);

    private static Tape Rounded(ErrBound enclosure, bool exact)
    {
        if (exact || !double.IsFinite(enclosure.Value))
            return TapeRecorder.Close(enclosure, default);
        var magnitude = Math.Abs(enclosure.Value);
        var local = LocalError.OfRounding(Arithmetic.Intermediate, magnitude);
        var beyond = local.Overflows || enclosure.Error <= local.Hard ? 0 : Arithmetic.RoundingError(Arithmetic.Intermediate, magnitude + enclosure.Error) - local.Hard;
        return TapeRecorder.Close(enclosure, local with { Beyond = beyond });
    }

    private static Tape Choose(ErrBound enclosure, Tape left, Tape right, Truth leftWins, bool midpointSaysLeft)
    {
        var (slopeLeft, open) = (midpointSaysLeft ? 1.0 : 0.0, leftWins == Truth.Maybe);
        TapeRecorder.Edge(left.Node, slopeLeft, open ? 0 : slopeLeft, open ? 1 : slopeLeft);
        TapeRecorder.Edge(right.Node, 1 - slopeLeft, open ? 0 : 1 - slopeLeft, open ? 1 : 1 - slopeLeft);
        return TapeRecorder.Close(enclosure, default);
    }
}
