// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host;

/// <summary>A call of the ABI that failed, or a rule that the other side broke.</summary>
/// <param name="status">What was answered; its class is the caller's next move.</param>
/// <param name="subject">What it concerns: the slot and the object, such as <c>buffer_alloc of device 'cpu'</c>.</param>
/// <param name="rule">Label of the broken rule (<c>TG-P-35</c>, <c>op:Conv.dilations</c>); empty when none was named.</param>
/// <param name="text">The explanation for a person.</param>
/// <param name="vendorCode">The driver's own number; 0 when there is none.</param>
public sealed class TengenException(Status status, string subject, string rule, string text, long vendorCode = 0)
    : Exception($"{subject}: {status}{(rule.Length == 0 ? "" : $" [{rule}]")}{(text.Length == 0 ? "" : $": {text}")}")
{
    public Status Status { get; } = status;

    public string Subject { get; } = subject;

    public string Rule { get; } = rule;

    public string Text { get; } = text;

    public long VendorCode { get; } = vendorCode;

    /// <summary>The plugin told something that its obligations forbid.</summary>
    internal static TengenException Broken(string subject, string rule, string text) => new(Status.Internal, subject, rule, text);

    /// <summary>The caller of the host broke an obligation of hosts; no plugin was called.</summary>
    internal static TengenException Misuse(string subject, string rule, string text) => new(Status.InvalidArgument, subject, rule, text);
}
