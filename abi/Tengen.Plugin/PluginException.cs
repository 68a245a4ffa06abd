// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin;

/// <summary>
/// The way to refuse: thrown by a backend, it becomes the status and the <c>tg_error</c> of the call. Every other exception becomes
/// <see cref="Status.Internal"/> (<see cref="OutOfMemoryException"/>: <see cref="Status.OutOfMemory"/>). None crosses the border.
/// </summary>
/// <param name="status">An error; the class tells the host what to do next.</param>
/// <param name="rule">Label of the broken rule: an obligation (<c>TG-P-43</c>) or the backend's own (<c>op:Conv.dilations</c>).</param>
/// <param name="text">For a person: object, values, rule, next step.</param>
/// <param name="vendorCode">The driver's own number; 0 = none.</param>
public sealed class PluginException(Status status, string rule, string text, long vendorCode = 0, Exception? inner = null) : Exception(text, inner)
{
    public Status Status { get; } = (int)status < 0 ? status : Status.Internal;

    public string Rule { get; } = rule;

    public long VendorCode { get; } = vendorCode;
}
