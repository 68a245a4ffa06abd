// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Graph;

namespace Tengen.Host;

/// <summary>An operator with its attributes, ready to be called on tensors. Made once and reused: calls find their program by this object.</summary>
/// <param name="op">Operator name.</param>
/// <param name="version">Opset or since-version its attributes follow.</param>
/// <param name="domain">Operator domain; the empty string is ONNX's own.</param>
/// <param name="attributes">Attributes.</param>
public sealed class EagerOp(string op, int version, string domain = "", params IEnumerable<NodeAttribute> attributes)
{
    private static ulong _made;

    public string Op { get; } = op;

    public int Version { get; } = version;

    public string Domain { get; } = domain;

    public AttributeList Attributes { get; } = new(attributes);

    internal ulong Seed { get; } = Mix(0xA0761D6478BD642Ful, Interlocked.Increment(ref _made));

    internal static ulong Mix(ulong hash, ulong value) => (BitOperations.RotateLeft(hash, 27) ^ value) * 0x9E3779B97F4A7C15ul;
}
