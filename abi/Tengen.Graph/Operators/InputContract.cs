// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph.Operators;

/// <summary>A formal input. Inputs that share a <paramref name="TypeGroup"/> must have one and the same dtype.</summary>
/// <param name="Name">As in the specification.</param>
/// <param name="Types">The dtypes the specification lists.</param>
/// <param name="TypeGroup">The specification's type variable, such as <c>T</c>.</param>
/// <param name="Optional">May be left out.</param>
/// <param name="Variadic">Stands for any number of actual inputs; only the last formal input.</param>
public sealed record InputContract(string Name, ImmutableArray<DType> Types, string TypeGroup, bool Optional = false, bool Variadic = false);

/// <summary>A formal output; see <see cref="InputContract"/>.</summary>
public sealed record OutputContract(string Name, ImmutableArray<DType> Types, string TypeGroup, bool Optional = false, bool Variadic = false);
