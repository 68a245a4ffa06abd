// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Execution;

/// <summary>A subject could not be brought up; the message says what was tried and why it failed.</summary>
public sealed class SubjectException(string message, Exception? inner = null) : Exception(message, inner);
