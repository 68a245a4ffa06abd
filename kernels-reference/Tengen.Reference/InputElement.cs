// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference;

/// <summary>An element of a node's input.</summary>
/// <param name="Input">Position of the input in the operator's list.</param>
/// <param name="Element">Flat row-major position.</param>
public readonly record struct InputElement(int Input, long Element);
