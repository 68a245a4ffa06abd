// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Kernels;

/// <summary>
/// Computes elements <paramref name="first"/> and following of one line into <paramref name="results"/>. Called for any part of any line,
/// in any order, from any thread: it depends on nothing but its arguments and the inputs.
/// </summary>
public delegate void LineBody<T>(int line, int first, Span<T> results);
