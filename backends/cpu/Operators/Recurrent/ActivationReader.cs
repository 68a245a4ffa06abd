// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Recurrent;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>
/// Reads the activations of RNN, GRU and LSTM. Their parameters are taken from the lists in the order of the functions that have any; what
/// the lists do not say is the default of the ONNX operator of that name.
/// </summary>
internal static class ActivationReader
{
    public static readonly ImmutableArray<string> Attributes = ["activation_alpha", "activation_beta", "activations"];

    /// <param name="defaults">Functions of one direction.</param>
    /// <param name="count">Functions of all directions.</param>
    public static Activation[] Read(Node node, ReadOnlySpan<ActivationKind> defaults, int count)
    {
        var names = Names(node);
        var (alphas, betas) = (new Queue<float>(Floats(node, "activation_alpha")), new Queue<float>(Floats(node, "activation_beta")));
        var result = new Activation[count];
        for (var i = 0; i < count; i++)
        {
            var kind = names.IsDefault ? defaults[i % defaults.Length] : Enum.Parse<ActivationKind>(names[i]);
            var (alpha, beta) = Defaults(kind);
            result[i] = new Activation(kind, Next(alpha, alphas), Next(beta, betas));
        }
        return result;
    }

    public static Support? Check(Node node, int count)
    {
        var names = Names(node);
        if (names.IsDefault)
            return null;
        return names.Length != count || names.Any(name => !Enum.GetNames<ActivationKind>().Contains(name))
            ? Support.No(Why.Attribute, $"{node.Op} needs {count} activations among {string.Join(", ", Enum.GetNames<ActivationKind>())}, not {node.Attributes["activations"]}")
            : null;
    }

    private static (float? Alpha, float? Beta) Defaults(ActivationKind kind) => kind switch
    {
        ActivationKind.Affine => (1, 0),
        ActivationKind.LeakyRelu => (0.01f, null),
        ActivationKind.ThresholdedRelu => (1, null),
        ActivationKind.ScaledTanh => (1, 1),
        ActivationKind.HardSigmoid => (0.2f, 0.5f),
        ActivationKind.Elu => (1, null),
        _ => (null, null),
    };

    private static float Next(float? whenAbsent, Queue<float> given) =>
        whenAbsent is not { } value ? 0 : given.TryDequeue(out var next) ? next : value;

    private static ImmutableArray<string> Names(Node node) => node.Attributes["activations"]?.AsStrings ?? default;

    private static ImmutableArray<float> Floats(Node node, string name) => node.Attributes.Floats(name) is { IsDefault: false } values ? values : [];
}
