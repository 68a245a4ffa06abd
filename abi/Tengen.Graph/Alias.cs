// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph;

/// <summary>The host requires graph output <paramref name="Output"/> to occupy the memory of graph input <paramref name="Input"/> (positions in the graph's lists).</summary>
public readonly record struct Alias(int Input, int Output);

/// <summary>A value of the enclosing graph (<paramref name="Outer"/>) that is free in a nested body under index <paramref name="Inner"/>.</summary>
public readonly record struct Capture(int Outer, int Inner);
