// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Kernels;

/// <summary>Keeps every element as the number it is, before it is rounded to the output's dtype, and the tensors of exact outputs.</summary>
internal class RawPass<T>(int outputs, bool parallel) : FullPass<T>(parallel) where T : unmanaged, INumber<T>
{
    /// <summary>One array per output; null where the kernel wrote the output exactly, or not at all.</summary>
    public T[]?[] Results { get; } = new T[]?[outputs];

    /// <summary>The outputs that the kernel wrote exactly, and zeroed tensors for those in <see cref="Results"/>.</summary>
    public Tensor?[] Tensors { get; } = new Tensor?[outputs];

    public override Tensor Plain(int output, Tensor tensor) => Tensors[output] = tensor;

    protected override void Begin(int output, DType type, Tensor tensor) => (Results[output], Tensors[output]) = (new T[tensor.Count], tensor);

    protected override void Store(int output, int element, T result) => Results[output]![element] = result;
}
