// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Conversion;
using Tengen.Backends.Cpu.Operators;
using Tengen.Backends.Cpu.Threading;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Plans;

using Graph = Tengen.Graph.Graph;

/// <summary>Turns a graph, static but for open outputs, into steps over slots. Used on one thread, once.</summary>
internal sealed unsafe class PlanBuilder
{
    private readonly List<Slot> _slots = [];
    private readonly List<Step> _steps = [];
    private readonly Dictionary<int, int> _slotOf = [];
    private readonly Dictionary<int, int> _floatOf = [];
    private readonly HashSet<Node> _fused = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<int> _ready = [];
    private readonly List<(int Float, int Value)> _pending = [];
    private readonly List<(int Whole, int Value)> _unpacked = [];

    private readonly OpenOutputs _outputs;

    public PlanBuilder(OpenOutputs outputs, ForkJoinPool pool, ConstantStore constants)
    {
        var graph = outputs.Graph;
        (_outputs, Graph, Pool, Constants) = (outputs, graph, pool, constants);
        for (var i = 0; i < graph.Inputs.Length; i++)
            _slotOf[graph.Inputs[i]] = NewSlot(new Slot(BytesOf(graph.Inputs[i])) { Argument = i });
        for (var i = 0; i < graph.Outputs.Length; i++)
            _slotOf[graph.Outputs[i]] = NewSlot(new Slot(BytesOf(graph.Outputs[i])) { Argument = graph.Inputs.Length + i });
    }

    public Graph Graph { get; }

    public ForkJoinPool Pool { get; }

    public ConstantStore Constants { get; }

    public IReadOnlyList<Slot> Slots => _slots;

    public IReadOnlyList<Step> Steps => _steps;

    public void Build()
    {
        _ready.UnionWith(Graph.Inputs);
        foreach (var node in Graph.Nodes)
        {
            if (_fused.Contains(node))
            {
                _ready.UnionWith(node.Outputs);
                continue;
            }
            OperatorTable.Find(node)!.Build(this, node);
            NarrowPending();
            PackPending();
            _ready.UnionWith(node.Outputs);
        }
    }

    public DType Type(int value) => Graph.Values[value].Type;

    public ImmutableArray<long> Dims(int value) => Graph.Values[value].Shape.Dims;

    public long Count(int value) => Shape.CountOf(Dims(value).AsSpan());

    /// <summary>The argument that takes the extents of an output which the graph leaves open; -1 when they are known.</summary>
    public int OpenArgument(int value) => _outputs.Values.Contains(value) ? Graph.Inputs.Length + Graph.Outputs.IndexOf(value) : -1;

    public Tensor? Constant(int value) => Graph.Values[value].Constant;

    /// <summary>The slot of a value in its own type.</summary>
    public int SlotOf(int value)
    {
        if (_slotOf.TryGetValue(value, out var slot))
            return slot;
        if (Constant(value) is { } tensor)
        {
            var copy = Constants.Allocate(tensor.Bytes);
            Buffer.MemoryCopy(tensor.Pointer, copy, tensor.Bytes, tensor.Bytes);
            return _slotOf[value] = NewSlot(new Slot(tensor.Bytes) { Constant = copy });
        }
        return _slotOf[value] = NewSlot(new Slot(BytesOf(value)));
    }

    /// <summary>A slot that holds the value in fp32: its own, or a widened copy of a 16-bit one.</summary>
    public int Float(int value)
    {
        if (Type(value) == DType.Float32)
            return SlotOf(value);
        if (_floatOf.TryGetValue(value, out var wide))
            return wide;
        var (from, count, brain) = (SlotOf(value), Count(value), Type(value) == DType.BFloat16);
        if (Constant(value) is not null)
        {
            var memory = (float*)Constants.Allocate(count * sizeof(float));
            var body = new Widen((ushort*)_slots[from].Constant, memory, count, brain);
            Pool.Run(body.Items, ref body);
            return _floatOf[value] = NewSlot(new Slot(count * sizeof(float)) { Constant = (byte*)memory });
        }
        wide = NewSlot(new Slot(count * sizeof(float)));
        Add([from], [wide], 0, (in frame) =>
        {
            var body = new Widen(frame.At<ushort>(from), frame.Floats(wide), count, brain);
            frame.Pool.Run(body.Items, ref body);
        });
        return _floatOf[value] = wide;
    }

    /// <summary>The type that a value is computed in: fp32 for the 16-bit types, otherwise its own.</summary>
    public DType OperandType(int value) => TypeSets.IsFloat(Type(value)) ? DType.Float32 : Type(value);

    /// <summary>A slot that holds the value in <see cref="OperandType"/>.</summary>
    public int Operand(int value) => TypeSets.IsFloat(Type(value)) ? Float(value) : SlotOf(value);

    /// <summary>A slot to write the value in <see cref="OperandType"/>.</summary>
    public int Result(int value) => TypeSets.IsFloat(Type(value)) ? FloatResult(value) : SlotOf(value);

    /// <summary>Elements of a constant in fp32, good until the graph's memory is given back; packed weights keep no second copy.</summary>
    public float* BorrowFloat(Tensor constant)
    {
        if (constant.Type == DType.Float32)
            return (float*)constant.Pointer;
        var memory = (float*)Constants.Allocate(constant.Count * sizeof(float));
        var body = new Widen((ushort*)constant.Pointer, memory, constant.Count, constant.Type == DType.BFloat16);
        Pool.Run(body.Items, ref body);
        return memory;
    }

    /// <summary>The fp32 slot of an optional input; -1 when it is absent.</summary>
    public int OptionalFloat(Node node, int input) => node.HasInput(input) ? Float(node.Inputs[input]) : -1;

    /// <summary>A slot to write the value in fp32; a 16-bit value is rounded from it when the node is done.</summary>
    public int FloatResult(int value)
    {
        if (Type(value) == DType.Float32)
            return SlotOf(value);
        var wide = Temporary(Count(value) * sizeof(float));
        _pending.Add((wide, value));
        return wide;
    }

    /// <summary>Bytes of one element in the slots of <see cref="Whole"/>.</summary>
    public int WholeSize(int value) => Math.Max(1, Type(value).Bits / 8);

    /// <summary>A slot that holds the value in whole bytes: its own, or an unpacked copy, with signs extended, of one below 8 bits.</summary>
    public int Whole(int value)
    {
        if (Type(value).Bits >= 8)
            return SlotOf(value);
        var (from, count, type) = (SlotOf(value), Count(value), Type(value));
        var to = Temporary(count);
        Add([from], [to], 0, (in frame) =>
        {
            var body = new Unpack(frame.At<byte>(from), frame.At<sbyte>(to), count, type.Bits, type.Code == Tengen.Graph.TypeCode.Int);
            frame.Pool.Run(body.Items, ref body);
        });
        return to;
    }

    /// <summary>A slot to write the value in whole bytes; one below 8 bits is packed from it when the node is done.</summary>
    public int WholeResult(int value)
    {
        if (Type(value).Bits >= 8)
            return SlotOf(value);
        var whole = Temporary(Count(value));
        _unpacked.Add((whole, value));
        return whole;
    }

    public int Temporary(long bytes) => NewSlot(new Slot(bytes));

    /// <summary>Memory of the program as a slot.</summary>
    public int Own(float* memory, long bytes) => NewSlot(new Slot(bytes) { Constant = (byte*)memory });

    /// <summary>Lets <paramref name="output"/> be the same memory as <paramref name="input"/>; false when it must be a copy.</summary>
    public bool TryView(int input, int output)
    {
        if (_slotOf.ContainsKey(output))
            return false;
        _slotOf[output] = SlotOf(input);
        return true;
    }

    public void Add(int[] reads, int[] writes, long scratch, StepBody body) =>
        _steps.Add(new Step([.. reads.Where(slot => slot >= 0)], [.. writes.Where(slot => slot >= 0)], scratch, body));

    /// <summary>The node that alone reads a value which is no output of the graph; otherwise null.</summary>
    public Node? OnlyReader(int value)
    {
        if (Graph.Outputs.Contains(value))
            return null;
        var readers = Graph.Nodes.Where(node => node.Inputs.Contains(value)).Take(2).ToArray();
        return readers.Length == 1 && readers[0].Inputs.Count(input => input == value) == 1 ? readers[0] : null;
    }

    /// <summary>True when a value is complete before the step that is built next.</summary>
    public bool IsReady(int value) => Constant(value) is not null || _ready.Contains(value);

    /// <summary>Says that another node's step computes this one too.</summary>
    public void Fuse(Node node) => _fused.Add(node);

    private long BytesOf(int value) => Type(value).BytesFor(Count(value));

    private int NewSlot(Slot slot)
    {
        _slots.Add(slot);
        return _slots.Count - 1;
    }

    private void NarrowPending()
    {
        foreach (var (wide, value) in _pending)
        {
            var (to, count, brain) = (SlotOf(value), Count(value), Type(value) == DType.BFloat16);
            Add([wide], [to], 0, (in frame) =>
            {
                var body = new Narrow(frame.Floats(wide), frame.At<ushort>(to), count, brain);
                frame.Pool.Run(body.Items, ref body);
            });
        }
        _pending.Clear();
    }

    private void PackPending()
    {
        foreach (var (whole, value) in _unpacked)
        {
            var (to, count, bits) = (SlotOf(value), Count(value), Type(value).Bits);
            Add([whole], [to], 0, (in frame) =>
            {
                var body = new Pack(frame.At<byte>(whole), frame.At<byte>(to), count, bits);
                frame.Pool.Run(body.Items, ref body);
            });
        }
        _unpacked.Clear();
    }
}
