// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Elementwise;

namespace Tengen.Backends.Cpu.Kernels.Recurrent;

/// <summary>The activation functions of ONNX RNN, GRU and LSTM.</summary>
internal enum ActivationKind
{
    Relu,
    Tanh,
    Sigmoid,
    Affine,
    LeakyRelu,
    ThresholdedRelu,
    ScaledTanh,
    HardSigmoid,
    Elu,
    Softsign,
    Softplus,
}

/// <summary>An activation function with its parameters, where it has any.</summary>
internal readonly unsafe record struct Activation(ActivationKind Kind, float Alpha = 0, float Beta = 0)
{
    /// <summary>Replaces every number by the function of it, clipped to [-clip, clip] before.</summary>
    /// <param name="clip">Infinite for no clip.</param>
    public void Apply<T>(T* x, int count, T clip) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (T.IsFinite(clip))
            for (var i = 0; i < count; i++)
                x[i] = T.IsNaN(x[i]) ? x[i] : T.Clamp(x[i], -clip, clip);
        if (typeof(T) == typeof(float) && Kind == ActivationKind.Sigmoid)
            VectorMap<SigmoidFunction>.Apply((float*)x, (float*)x, count);
        else if (typeof(T) == typeof(float) && Kind == ActivationKind.Tanh)
            VectorMap<TanhFunction>.Apply((float*)x, (float*)x, count);
        else
            for (var i = 0; i < count; i++)
                x[i] = T.CreateTruncating(Of(double.CreateTruncating(x[i])));
    }

    private double Of(double x) => Kind switch
    {
        ActivationKind.Relu => Math.Max(x, 0),
        ActivationKind.Tanh => Math.Tanh(x),
        ActivationKind.Sigmoid => RealMath.Sigmoid(x),
        ActivationKind.Affine => Alpha * x + Beta,
        ActivationKind.LeakyRelu => x >= 0 ? x : Alpha * x,
        ActivationKind.ThresholdedRelu => x >= Alpha ? x : double.IsNaN(x) ? x : 0,
        ActivationKind.ScaledTanh => Alpha * Math.Tanh(Beta * x),
        ActivationKind.HardSigmoid => Math.Min(Math.Max(Alpha * x + Beta, 0), 1),
        ActivationKind.Elu => x >= 0 ? x : Alpha * RealMath.ExpM1(x),
        ActivationKind.Softsign => double.IsInfinity(x) ? Math.CopySign(1, x) : x / (1 + Math.Abs(x)),
        _ => default(SoftplusFunction).Invoke(x),
    };
}
