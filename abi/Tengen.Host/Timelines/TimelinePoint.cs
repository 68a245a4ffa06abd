// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host;

/// <summary>A value that a timeline reaches; reached values stay reached.</summary>
public readonly record struct TimelinePoint(Timeline Timeline, ulong Value);
