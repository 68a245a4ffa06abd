// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>The scores of one query against all keys, and the weights that softmax makes of them. Source: ONNX Attention-25.</summary>
internal sealed class AttentionScores<T> where T : unmanaged, INumber<T>
{
    private readonly AttentionLayout _layout;
    private readonly AttentionMask<T> _mask;
    private readonly T[] _queries;
    private readonly T[] _keys;
    private readonly T[] _past;
    private readonly T _scale;
    private readonly double _softcap;
    private readonly bool _scalesLate;
    private readonly DType? _precision;

    public AttentionScores(KernelContext<T> context, AttentionLayout layout, bool scalesLate)
    {
        (_layout, _mask, _scalesLate) = (layout, new AttentionMask<T>(context, layout), scalesLate);
        (_queries, _keys, _past) = (context.Numbers(0), context.Numbers(1), context.HasInput(4) ? context.Numbers(4) : []);
        _scale = context.Attributes.Has("scale") ? T.Exact(context.Attributes.Float("scale", 1)) : T.Apply(Function.ReciprocalSqrt, T.Exact(layout.Size));
        _softcap = context.Attributes.Float("softcap", 0);
        var asked = Types.FromOnnx(context.Attributes.Int("softmax_precision", 0));
        _precision = asked is { } type && Formats.Of(type).Precision < Formats.Of(context.InputType(0)).Precision ? asked : null;
    }

    /// <summary>Scores by stage: 0 raw, 1 capped, 2 masked; -Inf where the query does not attend.</summary>
    public T[] Scores(int batch, int head, int query, int stage)
    {
        var scores = new T[_layout.Total];
        var root = T.Apply(Function.Sqrt, _scale);
        var row = _queries.AsSpan(_layout.Query(batch, head, query), _layout.Size).ToArray();
        if (!_scalesLate)
            row = Array.ConvertAll(row, value => value * root);
        for (var key = 0; key < scores.Length; key++)
        {
            var (isPast, start) = _layout.Key(batch, head, key, _layout.Size);
            var other = (isPast ? _past : _keys).AsSpan(start, _layout.Size).ToArray();
            if (!_scalesLate)
                other = Array.ConvertAll(other, value => value * root);
            var score = T.Dot(new Strided<T>(row), new Strided<T>(other), T.Exact(0));
            score = _scalesLate ? score * _scale : score;
            score = stage > 0 && _softcap > 0 ? T.Exact(_softcap) * T.Apply(Function.Tanh, score / T.Exact(_softcap)) : score;
            scores[key] = stage < 2 ? score : _mask.Attends(batch, head, query, key) ? _mask.Added(score, batch, head, query, key) : T.Exact(double.NegativeInfinity);
        }
        return scores;
    }

    /// <summary>The keys that the query attends, e^(score - largest) of each, and the sum of these; none when it attends none.</summary>
    public (int[] Keys, T[] Terms, T Sum) Weights(int batch, int head, int query)
    {
        int[] keys = [.. Enumerable.Range(0, _layout.Total).Where(key => _mask.Attends(batch, head, query, key))];
        if (keys.Length == 0)
            return ([], [], T.Exact(1));
        var all = Scores(batch, head, query, 2);
        var scores = Array.ConvertAll(keys, key => Rounded(all[key]));
        var largest = scores.Aggregate(T.Max);
        var terms = Array.ConvertAll(scores, score => T.Apply(Function.Exp, score - largest));
        return (keys, terms, T.Sum(new Strided<T>(terms)));
    }

    /// <summary>Rounded to softmax_precision where that is the narrower type.</summary>
    public T Rounded(T value) => _precision is { } type ? T.Round(value, type) : value;
}
