// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Certificates;

/// <summary>A run cannot be certified.</summary>
/// <param name="message">Why, in one sentence.</param>
/// <param name="next">What would have to be done.</param>
public sealed class CertificateException(string message, string next) : Exception(message)
{
    public string Next { get; } = next;
}
