// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Workers;

/// <summary>The backend could not be brought up in a worker: it was refused, or it crashed or hung while loading.</summary>
public sealed class WorkerStartException(string message) : Exception(message);
