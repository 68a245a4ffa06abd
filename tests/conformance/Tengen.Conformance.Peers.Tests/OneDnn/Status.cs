// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>What a call of oneDNN came to (<c>dnnl_status_t</c>).</summary>
internal enum Status
{
    Success = 0,
    OutOfMemory = 1,
    InvalidArguments = 2,
    Unimplemented = 3,
    IteratorEnds = 4,
    RuntimeError = 5,
    NotRequired = 6,
}

/// <summary>A call of oneDNN did not succeed.</summary>
internal sealed class StatusException(Status status) : Exception($"oneDNN answers {status}")
{
    public Status Status { get; } = status;

    /// <exception cref="StatusException">The status is not <see cref="Status.Success"/>.</exception>
    public static void Check(Status status)
    {
        if (status != Status.Success)
            throw new StatusException(status);
    }
}
