// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text;
using Tengen.Graph;

namespace Tengen.OrdinaryHost;

/// <summary>Reads what <see cref="WireWriter"/> wrote. One thread. The end of the stream is an <see cref="EndOfStreamException"/>, what cannot be a message an <see cref="InvalidDataException"/>.</summary>
/// <param name="from">Over a stream that buffers; the owner disposes it.</param>
public sealed class WireReader(BinaryReader from)
{
    public long Number() => from.ReadInt64();

    /// <summary>A number that can count what fits into memory.</summary>
    public int Count() => Number() is >= 0 and <= int.MaxValue and var count ? (int)count : throw new InvalidDataException("a count is negative or too large");

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public DType Type() => new(from.ReadUInt32());

    public byte[] Bytes()
    {
        var count = Count();
        var bytes = from.ReadBytes(count);
        return bytes.Length == count ? bytes : throw new EndOfStreamException();
    }

    public ImmutableArray<T> List<T>(Func<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var items = ImmutableArray.CreateBuilder<T>();
        for (var left = Count(); left > 0; left--)
            items.Add(read());
        return items.ToImmutable();
    }

    public Tensor Tensor() => new(Type(), List(Number), Storage.CopyOf(Bytes()));

    public Graph.Graph Graph() => new()
    {
        Name = Text(),
        Values = List(Value),
        Nodes = List(Node),
        Inputs = List(Index),
        Outputs = List(Index),
        Symbols = List(() => new Symbol(Text(), Number(), Number(), Number(), Number())),
        Aliases = List(() => new Alias(Index(), Index())),
        Captures = List(() => new Capture(Index(), Index())),
    };

    public Numerics Numerics() => new()
    {
        Op = Text(),
        Type = Type(),
        Accumulator = Type(),
        Intermediate = Type(),
        Demotion = Type(),
        Rounding = (Rounding)Number(),
        Summation = (Summation)Number(),
        TruncationBlock = Count(),
        Flags = (NumericFlags)Number(),
        Determinism = (Determinism)Number(),
        FunctionUlp = from.ReadDouble(),
        FunctionFloor = from.ReadDouble(),
        Forms = List(Text),
    };

    private int Index() => checked((int)Number());

    private Value Value()
    {
        var (name, type, rank) = (Text(), Type(), Index());
        var shape = rank < 0 ? Shape.Unknown : new Shape([.. Enumerable.Range(0, rank).Select(_ => Number())]);
        return new Value(name, type, shape, List(Tensor).FirstOrDefault());
    }

    private Node Node() => new(Text(), Text(), Index(), List(Index), List(Index), new AttributeList(List(Attribute)), Text());

    private NodeAttribute Attribute()
    {
        var name = Text();
        return (AttributeType)Number() switch
        {
            AttributeType.Float => NodeAttribute.Float(name, from.ReadSingle()),
            AttributeType.Int => NodeAttribute.Int(name, Number()),
            AttributeType.String => NodeAttribute.Bytes(name, [.. Bytes()]),
            AttributeType.Tensor => NodeAttribute.Tensor(name, Tensor()),
            AttributeType.Graph => NodeAttribute.Graph(name, Graph()),
            AttributeType.Floats => NodeAttribute.Floats(name, List(from.ReadSingle).AsSpan()),
            AttributeType.Ints => NodeAttribute.Ints(name, List(Number).AsSpan()),
            AttributeType.Strings => NodeAttribute.ByteStrings(name, List<ImmutableArray<byte>>(() => [.. Bytes()])),
            AttributeType.Tensors => NodeAttribute.Tensors(name, List(Tensor)),
            AttributeType.Graphs => NodeAttribute.Graphs(name, List(Graph)),
            var other => throw new InvalidDataException($"there is no attribute type {other}"),
        };
    }
}
