// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Generator;

/// <summary>A configuration or header that cannot be turned into a binding; the message names the place and the rule.</summary>
internal sealed class GeneratorException(string message) : Exception(message);
