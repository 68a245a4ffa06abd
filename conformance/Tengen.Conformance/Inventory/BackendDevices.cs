// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Inventory;

/// <summary>A backend and what it lists, or why it lists nothing.</summary>
/// <param name="Backend">Its name, or the file name of its plugin.</param>
/// <param name="Path">Absolute path of its plugin; null when it is not built.</param>
/// <param name="Devices">Empty when it has none, and when it could not be asked.</param>
/// <param name="Error">Why it could not be asked; null when it was.</param>
public sealed record BackendDevices(string Backend, string? Path, IReadOnlyList<DeviceReport> Devices, string? Error = null);
