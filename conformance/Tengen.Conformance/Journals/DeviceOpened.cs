// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Journals;

/// <summary>What is known of the subject once it is open.</summary>
/// <param name="Device">Device and driver, as the backend names them.</param>
public sealed record DeviceOpened(string Device);
