// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Backends.OpenCl.Plans;

/// <summary>What a driver makes a program from. Equal codes are one program of a session.</summary>
internal abstract record ProgramCode;

/// <summary>OpenCL C and the options of its compiler.</summary>
internal sealed record ProgramText(string Source, string Options) : ProgramCode;

/// <summary>What the driver of the same device once compiled; told apart by its digest.</summary>
internal sealed record ProgramBinary(ImmutableArray<byte> Bytes) : ProgramCode
{
    public string Digest { get; } = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Bytes.AsSpan()));

    public bool Equals(ProgramBinary? other) => other?.Digest == Digest;

    public override int GetHashCode() => Digest.GetHashCode(StringComparison.Ordinal);
}
