// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;

namespace Tengen.Conformance.Workers;

/// <summary>Whom a lane tells what it sees. Called from dispatcher threads, at any time.</summary>
/// <param name="Opened">A worker has the backend open; what it says of itself.</param>
/// <param name="Happened">A worker was lost, or misbehaved and went on.</param>
/// <param name="Meter">Where its time goes.</param>
internal sealed record LaneWatch(Action<DeviceOpened> Opened, Action<Incident> Happened, IsolationMeter Meter);
