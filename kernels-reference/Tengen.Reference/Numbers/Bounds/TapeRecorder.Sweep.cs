// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

namespace Tengen.Reference.Numbers;

public static partial class TapeRecorder
{
    private static Adjoint[] _adjoints = new Adjoint[1 << 12];
    private static byte[] _reached = new byte[1 << 12];

    /// <summary>The derivative of the result by a node: at the midpoint, and its range.</summary>
    private record struct Adjoint(double Middle, double Low, double High);

    /// <summary>The tolerance of a recorded result by one reverse sweep over the nodes that it depends on.</summary>
    /// <param name="result">Recorded since the last reset.</param>
    /// <param name="reference">The value that replaces the midpoint in the answer.</param>
    /// <param name="storage">
    /// The format that the judge rounds the result to. A last step that is one rounding to nearest to that format is that rounding, and is
    /// left out here: what remains is the tolerance of the real number that it rounds.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Tolerance Judge(Tape result, Real reference, Format storage)
    {
        var exact = new Tolerance(reference.Hi, 0, 0, 0, 0) { ReferenceLow = reference.Lo, Flags = Arithmetic.Flags };
        if (result.Node < 0)
            return exact;
        double first = 0, hard = 0, variance = 0, systematic = 0;
        Reach(result.Node) = new Adjoint(1, 1, 1);
        for (var node = result.Node; node >= 0; node = ReachedBefore(node))
        {
            var adjoint = Take(node);
            if (adjoint.Low == 0 && adjoint.High == 0)
                continue;
            var local = node == result.Node ? BeforeStorage(_local[node], storage) : _local[node];
            if (local.Hard != 0)
            {
                var (error, slope) = (node == result.Node ? local.Hard : local.Forward, Math.Abs(adjoint.Middle));
                first += Product(slope, error);
                hard += Product(Math.Max(Math.Abs(adjoint.Low), Math.Abs(adjoint.High)), error + local.Beyond);
                variance += adjoint.Middle * adjoint.Middle * local.Variance;
                systematic += slope * local.Systematic;
            }
            foreach (ref readonly var slope in _slopes.AsSpan(_firstEdge[node].._firstEdge[node + 1]))
                Propagate(adjoint, slope);
        }
        var own = storage.Precision == 53 ? ExtendedError(reference.Hi) : 0;
        return exact with
        {
            FirstOrder = first + own,
            Hard = own + (double.IsFinite(hard) ? hard : 2 * first),
            Sigma = Math.Sqrt(variance),
            Systematic = systematic,
            IsFirstOrder = !double.IsFinite(hard),
        };
    }

    /// <summary>The adjoint of a node, which the sweep will visit. All adjoints are zero between sweeps.</summary>
    private static ref Adjoint Reach(int node)
    {
        _reached[node] = 1;
        return ref _adjoints[node];
    }

    private static Adjoint Take(int node)
    {
        var adjoint = _adjoints[node];
        (_adjoints[node], _reached[node]) = (default, 0);
        return adjoint;
    }

    /// <summary>The last reached node before <paramref name="node"/>, or -1.</summary>
    private static int ReachedBefore(int node) =>
        node > 0 && _reached[node - 1] != 0 ? node - 1 : _reached.AsSpan(0, node).LastIndexOf((byte)1);

    private static LocalError BeforeStorage(in LocalError local, Format storage) => local.Rounding == storage ? default : local;

    /// <summary>The error of one double-double operation, which shows only beside a binary64 rounding.</summary>
    private static double ExtendedError(double reference) =>
        Math.Abs(reference) < Math.ScaleB(1, -900) ? double.Epsilon : Math.Abs(reference) * Math.ScaleB(1, -102);

    private static void Propagate(in Adjoint from, in Slope slope)
    {
        ref var to = ref Reach(slope.Parent);
        to.Middle += from.Middle * slope.Middle;
        if (from.Low == from.High && slope.Low == slope.High)
        {
            to.Low += from.Low * slope.Low;
            to.High += from.Low * slope.Low;
            return;
        }
        var (a, b, c, d) = (from.Low * slope.Low, from.Low * slope.High, from.High * slope.Low, from.High * slope.High);
        if (double.IsFinite(a + b + c + d))
        {
            to.Low += double.MinNative(double.MinNative(a, b), double.MinNative(c, d));
            to.High += double.MaxNative(double.MaxNative(a, b), double.MaxNative(c, d));
            return;
        }
        (a, b, c, d) = (Product(from.Low, slope.Low), Product(from.Low, slope.High), Product(from.High, slope.Low), Product(from.High, slope.High));
        to.Low += Math.Min(Math.Min(a, b), Math.Min(c, d));
        to.High += Math.Max(Math.Max(a, b), Math.Max(c, d));
    }

    /// <summary>0 times infinity is 0 for the ends of intervals.</summary>
    private static double Product(double a, double b) => a == 0 || b == 0 ? 0 : a * b;
}
