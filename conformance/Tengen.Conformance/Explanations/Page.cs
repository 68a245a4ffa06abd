// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Explanations;

/// <summary>A page of documentation, before it is laid out for a console or as Markdown. All text is plain.</summary>
/// <param name="Title">Name of the thing.</param>
/// <param name="Text">What it is.</param>
/// <param name="Sections">The rest, in order.</param>
/// <param name="Source">Address of the specification, or null.</param>
public sealed record Page(string Title, string Text, IReadOnlyList<PageSection> Sections, string? Source = null);

/// <summary>A heading with lines, then a table; either may be missing.</summary>
public sealed record PageSection(string Heading, IReadOnlyList<string> Lines, PageTable? Table = null);

/// <summary>Rows under a header; every row has as many cells as the header.</summary>
/// <param name="Header">Column headings.</param>
/// <param name="Rows">Cells.</param>
/// <param name="Links">Address of the first cell of every row, or null where there are none.</param>
public sealed record PageTable(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string>? Links = null);
