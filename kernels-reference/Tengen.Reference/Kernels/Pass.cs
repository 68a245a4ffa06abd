// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Kernels;

/// <summary>One run of a kernel in one number system: how inputs enter, which elements are wanted, where results go. Used once.</summary>
public abstract class Pass<T> where T : unmanaged, INumber<T>
{
    /// <summary>The elements of an input as numbers.</summary>
    public virtual T[] Enter(int input, double[] values, DType type)
    {
        var numbers = new T[values.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = T.Input(values[i], type);
        return numbers;
    }

    /// <summary>Told when the kernel looks at the exact elements of an input: what follows from them does not pass through numbers.</summary>
    public virtual void Reveal(int input) { }

    /// <summary>Takes the tensor of an output that the kernel writes exactly, and returns it.</summary>
    public abstract Tensor Plain(int output, Tensor tensor);

    /// <summary>Runs <paramref name="body"/> over the wanted elements of an output.</summary>
    /// <param name="output">Position of the output.</param>
    /// <param name="type">Its storage dtype, to which every result is rounded last.</param>
    /// <param name="tensor">Zeroed tensor of the output's type and dims, for passes that store values.</param>
    /// <param name="lines">How the elements form lines; their number is the tensor's.</param>
    /// <param name="body">The kernel.</param>
    public abstract void Fill(int output, DType type, Tensor tensor, Lines lines, LineBody<T> body);
}
