// SPDX-License-Identifier: Apache-2.0
using Tengen.Host;
using Tengen.Interop.OnnxRuntime.Devices;

namespace Tengen.Interop.OnnxRuntime.Execution;

/// <summary>What the fused nodes of one session have in common.</summary>
/// <param name="Shared">The device.</param>
/// <param name="Backend">The plugin's path, for messages.</param>
/// <param name="Patience">How long a run on an asynchronous device may last.</param>
/// <param name="Warn">Logs a rule that the plugin broke; called during runs, on their threads.</param>
internal sealed record RunContext(SharedDevice Shared, string Backend, TimeSpan Patience, Action<Violation> Warn);
