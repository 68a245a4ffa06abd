// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Tests.Contract;

/// <summary>Alone in the process: one fault is planted at a time, and descriptors, threads and memory of the process are counted.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TwistedPluginCollection
{
    public const string Name = "twisted plugin";
}
