// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>
/// The one tape of a process: nodes with local errors, edges with derivatives at the midpoint and over the enclosures. Not thread-safe;
/// <see cref="Reset"/> begins a recording, after which values recorded before must not be used.
/// </summary>
public static class TapeRecorder
{
    private static int[] _firstEdge = new int[1 << 12];
    private static LocalError[] _local = new LocalError[1 << 12];
    private static double[] _adjoint = new double[1 << 12];
    private static double[] _low = new double[1 << 12];
    private static double[] _high = new double[1 << 12];
    private static int[] _parent = new int[1 << 14];
    private static double[] _slope = new double[1 << 14];
    private static double[] _slopeLow = new double[1 << 14];
    private static double[] _slopeHigh = new double[1 << 14];
    private static int _nodes;
    private static int _edges;
    private static int _open;

    /// <summary>Edges recorded since the last reset: the cost of a sweep.</summary>
    public static int Edges => _edges;

    public static void Reset() => _nodes = _edges = _open = 0;

    /// <summary>A point to come back to with <see cref="Rewind"/>.</summary>
    public static (int Nodes, int Edges) Mark() => (_nodes, _edges);

    /// <summary>Forgets what was recorded after <paramref name="mark"/>; values recorded before stay valid.</summary>
    public static void Rewind((int Nodes, int Edges) mark)
    {
        (_nodes, _edges) = mark;
        _open = _edges;
    }

    /// <summary>The tolerance of a recorded result by one reverse sweep.</summary>
    /// <param name="result">Recorded since the last reset.</param>
    /// <param name="reference">The value that replaces the midpoint in the answer.</param>
    /// <param name="storage">
    /// The format that the judge rounds the result to. A last step that is one rounding to nearest to that format is that rounding, and is
    /// left out here: what remains is the tolerance of the real number that it rounds.
    /// </param>
    public static Tolerance Judge(Tape result, Real reference, Format storage)
    {
        var exact = new Tolerance(reference.Hi, 0, 0, 0, 0) { ReferenceLow = reference.Lo, Flags = Arithmetic.Flags };
        if (result.Node < 0)
            return exact;
        Array.Clear(_adjoint, 0, result.Node + 1);
        Array.Clear(_low, 0, result.Node + 1);
        Array.Clear(_high, 0, result.Node + 1);
        _adjoint[result.Node] = _low[result.Node] = _high[result.Node] = 1;
        double first = 0, hard = 0, variance = 0, systematic = 0;
        for (var node = result.Node; node >= 0; node--)
        {
            var (adjoint, low, high) = (_adjoint[node], _low[node], _high[node]);
            if (low == 0 && high == 0)
                continue;
            var local = node == result.Node ? BeforeStorage(_local[node], storage) : _local[node];
            if (local.Hard != 0)
            {
                var error = node == result.Node ? local.Hard : local.Forward;
                first += Product(Math.Abs(adjoint), error);
                hard += Product(Math.Max(Math.Abs(low), Math.Abs(high)), error + local.Beyond);
                variance += adjoint * adjoint * local.Variance;
                systematic += Math.Abs(adjoint) * local.Systematic;
            }
            for (var edge = _firstEdge[node]; edge < (node + 1 < _nodes ? _firstEdge[node + 1] : _open); edge++)
                Propagate(edge, adjoint, low, high);
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

    internal static void Edge(int parent, double slope) => Edge(parent, slope, slope, slope);

    /// <summary>A derivative that lies within <paramref name="radius"/> of the midpoint's.</summary>
    internal static void Edge(int parent, double slope, double radius) => Edge(parent, slope, slope - radius, slope + radius);

    internal static void Edge(int parent, ErrBound slope) => Edge(parent, slope.Value, slope.Value - slope.Error, slope.Value + slope.Error);

    internal static void Edge(int parent, double slope, double low, double high)
    {
        if (parent < 0)
            return;
        if (_open == _parent.Length)
            GrowEdges();
        (_parent[_open], _slope[_open], _slopeLow[_open], _slopeHigh[_open]) = (parent, slope, low, high);
        _open++;
    }

    internal static Tape Leaf(ErrBound enclosure, LocalError local) => Close(enclosure, local);

    /// <summary>Makes a node of the edges recorded since the last one. A step without error on exact operands needs none.</summary>
    internal static Tape Close(ErrBound enclosure, LocalError local)
    {
        if (_open == _edges && local.Hard == 0)
            return new Tape(enclosure, -1);
        if (_nodes == _firstEdge.Length)
            GrowNodes();
        (_firstEdge[_nodes], _local[_nodes]) = (_edges, local);
        _edges = _open;
        return new Tape(enclosure, _nodes++);
    }

    private static LocalError BeforeStorage(LocalError local, Format storage) => local.Rounding == storage ? default : local;

    /// <summary>The error of one double-double operation, which shows only beside a binary64 rounding.</summary>
    private static double ExtendedError(double reference) =>
        Math.Abs(reference) < Math.ScaleB(1, -900) ? double.Epsilon : Math.Abs(reference) * Math.ScaleB(1, -102);

    private static void Propagate(int edge, double adjoint, double low, double high)
    {
        var parent = _parent[edge];
        _adjoint[parent] += adjoint * _slope[edge];
        var (slopeLow, slopeHigh) = (_slopeLow[edge], _slopeHigh[edge]);
        if (low == high && slopeLow == slopeHigh)
        {
            _low[parent] += low * slopeLow;
            _high[parent] += low * slopeLow;
            return;
        }
        var (a, b, c, d) = (Product(low, slopeLow), Product(low, slopeHigh), Product(high, slopeLow), Product(high, slopeHigh));
        _low[parent] += Math.Min(Math.Min(a, b), Math.Min(c, d));
        _high[parent] += Math.Max(Math.Max(a, b), Math.Max(c, d));
    }

    /// <summary>0 times infinity is 0 for the ends of intervals.</summary>
    private static double Product(double a, double b) => a == 0 || b == 0 ? 0 : a * b;

    private static void GrowNodes()
    {
        var size = 2 * _firstEdge.Length;
        Array.Resize(ref _firstEdge, size);
        Array.Resize(ref _local, size);
        Array.Resize(ref _adjoint, size);
        Array.Resize(ref _low, size);
        Array.Resize(ref _high, size);
    }

    private static void GrowEdges()
    {
        var size = 2 * _parent.Length;
        Array.Resize(ref _parent, size);
        Array.Resize(ref _slope, size);
        Array.Resize(ref _slopeLow, size);
        Array.Resize(ref _slopeHigh, size);
    }
}
