// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>An activation of a recurrent layer, its argument clipped first. Source: ONNX LSTM-22.</summary>
internal sealed record RecurrentActivation(string Name, float Alpha, float Beta, float? Clip)
{
    /// <summary>One per gate function and direction, in the order of the attribute; alpha and beta are consumed by those that use them.</summary>
    /// <exception cref="GraphException">An activation is not known.</exception>
    public static ImmutableArray<RecurrentActivation> Of(Node node, AttributeList attributes, int directions, params ReadOnlySpan<string> defaults)
    {
        string[] names = attributes["activations"] is { } listed ? [.. listed.AsStrings] : [.. Enumerable.Repeat(defaults.ToArray(), directions).SelectMany(list => list)];
        var (alphas, betas) = (Queue(attributes, "activation_alpha"), Queue(attributes, "activation_beta"));
        float? clip = attributes.Has("clip") ? attributes.Float("clip", 0) : null;
        return [.. names.Select(name =>
        {
            var (alpha, beta) = Defaults(node, name);
            return new RecurrentActivation(name, alpha is { } a ? Next(alphas, a) : 0, beta is { } b ? Next(betas, b) : 0, clip);
        })];
    }

    public T Apply<T>(T x) where T : unmanaged, INumber<T>
    {
        if (Clip is { } limit)
            x = T.Min(T.Max(x, T.Exact(-limit)), T.Exact(limit));
        var (zero, one, alpha, beta) = (T.Exact(0), T.Exact(1), T.Exact(Alpha), T.Exact(Beta));
        return Name switch
        {
            "Sigmoid" => T.Apply(Function.Sigmoid, x),
            "Tanh" => T.Apply(Function.Tanh, x),
            "Relu" => T.Max(x, zero),
            "Affine" => alpha * x + beta,
            "LeakyRelu" => T.IfLess(x, zero, alpha * x, x),
            "ThresholdedRelu" => T.IfLess(x, alpha, zero, x),
            "ScaledTanh" => alpha * T.Apply(Function.Tanh, beta * x),
            "HardSigmoid" => T.Min(T.Max(alpha * x + beta, zero), one),
            "Elu" => T.IfLess(x, zero, alpha * T.Apply(Function.ExpM1, x), x),
            "Softsign" => x / (one + T.Abs(x)),
            _ => T.Apply(Function.Softplus, x),
        };
    }

    /// <summary>Defaults of alpha and beta; null for a parameter that the function does not have.</summary>
    private static (float? Alpha, float? Beta) Defaults(Node node, string name) => name switch
    {
        "Sigmoid" or "Tanh" or "Relu" or "Softsign" or "Softplus" => (null, null),
        "Affine" => (1, 0),
        "LeakyRelu" => (0.01f, null),
        "ThresholdedRelu" or "Elu" => (1, null),
        "ScaledTanh" => (1, 1),
        "HardSigmoid" => (0.2f, 0.5f),
        _ => throw new GraphException($"op:{node.Op}.activations", $"{node}: no activation is called '{name}'"),
    };

    private static float Next(Queue<float> given, float whenAbsent) => given.TryDequeue(out var value) ? value : whenAbsent;

    private static Queue<float> Queue(AttributeList attributes, string name) => new(attributes.Floats(name) is { IsDefault: false } given ? given : []);
}
