// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Tests.Fuzz;

/// <summary>One field of a message: a number in <see cref="Value"/>, a <see cref="Message"/>, or other bytes in <see cref="Payload"/>.</summary>
internal sealed class WireField
{
    public required int Number { get; set; }
    public required int Wire { get; set; }
    public ulong Value { get; set; }
    public byte[] Payload { get; set; } = [];
    public WireMessage? Message { get; init; }

    /// <summary>What the written length claims beyond the true one.</summary>
    public long Lie { get; set; }

    public WireField Clone() => new() { Number = Number, Wire = Wire, Value = Value, Payload = Payload, Message = Message?.Clone(), Lie = Lie };

    public void Write(List<byte> to)
    {
        to.AddRange(Proto.VarintOf(((ulong)Number << 3) | (uint)Wire));
        switch (Wire)
        {
            case 0: to.AddRange(Proto.VarintOf(Value)); break;
            case 1: to.AddRange(BitConverter.GetBytes(Value)); break;
            case 5: to.AddRange(BitConverter.GetBytes((uint)Value)); break;
            default:
                var content = Message?.Encode() ?? Payload;
                to.AddRange(Proto.VarintOf((ulong)(content.Length + Lie)));
                to.AddRange(content);
                break;
        }
    }
}
