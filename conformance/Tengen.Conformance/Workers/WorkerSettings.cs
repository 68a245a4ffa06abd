// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;

namespace Tengen.Conformance.Workers;

/// <summary>What a worker needs to know before its first case: the subject and the conditions of the run.</summary>
/// <param name="Backend">Absolute path of the plugin, or <c>reference</c>.</param>
/// <param name="DeviceIndex">Which of the plugin's devices.</param>
/// <param name="Options">Device options.</param>
/// <param name="Nonce">Goes into every seed.</param>
/// <param name="Layers">Absolute paths of layers over the plugin, the one the host calls first.</param>
/// <param name="OfficialCases">Absolute path of the folder that holds official ONNX cases; null where the run has none.</param>
/// <param name="Evidence">Keep what the device answers.</param>
/// <param name="Replay">Absolute path of a results file whose evidence answers in place of a device; null for a run.</param>
/// <param name="Patience">How long a submission of a few microseconds may take before it counts as never reported; null for 10 s.</param>
/// <param name="SoftLimit">How long a submission of any size may take until it is cancelled; null for as long as it wants.</param>
/// <param name="Host">Absolute path of a program in which, and not in the worker, the device is to be opened; null for the worker itself.</param>
public sealed record WorkerSettings(string Backend, int DeviceIndex, IReadOnlyDictionary<string, string> Options, string Nonce, IReadOnlyList<string> Layers, string? OfficialCases = null, bool Evidence = false, string? Replay = null, TimeSpan? Patience = null, TimeSpan? SoftLimit = null, string? Host = null)
{
    /// <summary>Cases in which something is computed bring outputs with their verdict. The oracle held against official cases keeps none.</summary>
    public bool LeavesEvidence => Evidence && !(Backend == Subjects.Reference && OfficialCases is not null);
}
