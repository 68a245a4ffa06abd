// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Inventory;

namespace Tengen.Conformance.Journals;

/// <summary>What is known of the subject once it is open.</summary>
/// <param name="Device">Device and driver, as the backend names them.</param>
/// <param name="Identity">What the device says of itself; null of what is no device behind the ABI.</param>
public sealed record DeviceOpened(string Device, DeviceIdentity? Identity = null);
