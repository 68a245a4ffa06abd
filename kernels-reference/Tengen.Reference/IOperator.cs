// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference;

/// <summary>
/// One operator: its contract, its reference kernel, its permitted forms and its case generator, all in one file under <c>Ops/</c>. The
/// source generator finds every class that implements this; there is no list to add it to. All members are pure and thread-safe.
/// </summary>
public interface IOperator
{
    static abstract OperatorContract Contract { get; }

    /// <summary>Computes every output of one node. The node is canonical, its inputs satisfy the contract.</summary>
    static abstract void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>;

    /// <summary>
    /// The floating-point type in which the specification lets an implementation compute, inputs rounded to it first; it counts where it is
    /// narrower than what the tensors ask for. Opaque where the specification says nothing.
    /// </summary>
    static virtual DType Precision(AttributeList attributes) => DType.Opaque;

    /// <summary>
    /// Names of algorithms that a backend may declare instead of <see cref="Run{T}(KernelContext{T})"/>. The tolerance is the largest over
    /// the plain kernel and the declared forms.
    /// </summary>
    static virtual ImmutableArray<string> Forms => [];

    /// <summary>The kernel of one of <see cref="Forms"/>.</summary>
    static virtual void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> =>
        throw new ArgumentException($"'{form}' is no permitted form of {context.Node.Op}", nameof(form));

    /// <summary>The cases that certify the operator.</summary>
    static abstract CaseSpace Cases { get; }

    /// <summary>Turns the parameters of a case into inputs and attributes.</summary>
    static abstract void Build(CaseBuilder builder);
}
