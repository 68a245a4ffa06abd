// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference;

/// <summary>An operator as an object: a row of the kernel table. Immutable and thread-safe.</summary>
public abstract class OperatorKernel
{
    public abstract OperatorContract Contract { get; }

    public abstract ImmutableArray<string> Forms { get; }

    /// <summary>What <see cref="Forms"/> are, as the operator's file says it: <c>&lt;c&gt;name&lt;/c&gt;: text</c>; empty without forms.</summary>
    public abstract string FormText { get; }

    public abstract CaseSpace Cases { get; }

    /// <inheritdoc cref="IOperator.Precision"/>
    public abstract DType Precision(AttributeList attributes);

    /// <summary>Runs the plain kernel, or a permitted form by name, in the number system <typeparamref name="T"/>.</summary>
    public abstract void Run<T>(KernelContext<T> context, string? form = null) where T : unmanaged, INumber<T>;

    public abstract void Build(CaseBuilder builder);

    public override string ToString() => $"{Contract.Name}-{Contract.Version}";
}

/// <summary>The row of operator <typeparamref name="TOperator"/>.</summary>
/// <param name="formText">See <see cref="OperatorKernel.FormText"/>; the source generator takes it from the doc comment of the forms' kernel.</param>
public sealed class OperatorKernel<TOperator>(string formText) : OperatorKernel where TOperator : IOperator
{
    public override OperatorContract Contract => TOperator.Contract;

    public override ImmutableArray<string> Forms => TOperator.Forms;

    public override string FormText => formText;

    public override CaseSpace Cases => TOperator.Cases;

    public override DType Precision(AttributeList attributes) => TOperator.Precision(attributes);

    public override void Run<T>(KernelContext<T> context, string? form = null)
    {
        if (form is null)
            TOperator.Run(context);
        else
            TOperator.Run(context, form);
    }

    public override void Build(CaseBuilder builder) => TOperator.Build(builder);
}
