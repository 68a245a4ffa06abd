// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Kernels.Reduction;

/// <summary>How the losses of all samples become the output.</summary>
internal enum LossReduction
{
    None,
    Sum,

    /// <summary>The sum over the sum of weights, ignored samples weighing nothing.</summary>
    Mean,
}

/// <summary>
/// The negative log-probability of each sample's class times the weight of the class; 0 for the ignored class. Sums run in fp64. Source:
/// ONNX NegativeLogLikelihoodLoss.
/// </summary>
internal unsafe struct ClassLoss<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Log-probabilities along the classes.</summary>
    public T* Input;

    /// <summary>Lines of classes.</summary>
    public Lines Lines;

    /// <summary>i32 or i64 classes, one a line.</summary>
    public void* Targets;

    public bool IsWide;

    /// <summary>One per class, or null.</summary>
    public T* Weights;

    /// <summary>One a line, or one.</summary>
    public T* Output;

    public LossReduction Reduction;
    public long? Ignored;

    /// <exception cref="PluginException">A target is no class: the execution failed.</exception>
    public readonly void Run(string op)
    {
        var (sum, weights) = (0.0, 0.0);
        for (nint line = 0; line < (nint)Lines.Outer * Lines.Inner; line++)
        {
            var target = IsWide ? ((long*)Targets)[line] : ((int*)Targets)[line];
            var (loss, weight) = (T.Zero, T.Zero);
            if (target != Ignored)
            {
                if (target < 0 || target >= Lines.Count)
                    throw new PluginException(Status.ExecutionFailed, $"op:{op}.target", $"target {target} at position {line} is outside [0, {Lines.Count - 1}]");
                weight = Weights == null ? T.One : Weights[target];
                loss = -Input[(line / Lines.Inner * Lines.Count + (nint)target) * Lines.Inner + line % Lines.Inner] * weight;
            }
            if (Reduction == LossReduction.None)
                Output[line] = loss;
            sum += double.CreateTruncating(loss);
            weights += double.CreateTruncating(weight);
        }
        if (Reduction != LossReduction.None)
            *Output = T.CreateTruncating(Reduction == LossReduction.Sum ? sum : sum / weights);
    }
}
