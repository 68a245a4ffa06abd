// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;

namespace Tengen.Reference;

/// <summary>Every operator of this assembly. The two tables are emitted by the source generator from the files under <c>Ops/</c>.</summary>
public static partial class OperatorSet
{
    /// <summary>What a host needs: signatures, upgrades, shape rules. Reaches no kernel.</summary>
    public static IOperatorSet Contracts => ContractsHolder.Instance;

    /// <summary>What an oracle needs besides: kernels, permitted forms, cases.</summary>
    public static KernelTable Kernels => KernelsHolder.Instance;

    private static partial OperatorContract[] AllContracts();

    private static partial OperatorKernel[] AllKernels();

    private static class ContractsHolder
    {
        public static readonly ContractTable Instance = new(AllContracts());
    }

    private static class KernelsHolder
    {
        public static readonly KernelTable Instance = new(AllKernels());
    }
}
