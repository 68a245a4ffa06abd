// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Operators;
using Tengen.Graph;

namespace Tengen.Backends.OpenCl.Plans;

using Graph = Tengen.Graph.Graph;

/// <summary>Turns a static graph into launches over slots. Used on one thread, once.</summary>
internal sealed class PlanBuilder
{
    private readonly List<Slot> _slots = [];
    private readonly List<(string Source, string Kernel, Grid Grid, int[] Slots, ImmutableArray<Scalar> Scalars)> _launches = [];
    private readonly Dictionary<int, int> _slotOf = [];

    private PlanBuilder(Graph graph, Traits device)
    {
        (Graph, Device) = (graph, device);
        for (var i = 0; i < graph.Inputs.Length; i++)
            _slotOf[graph.Inputs[i]] = NewSlot(new Slot(BytesOf(graph.Inputs[i]), Argument: i));
        for (var i = 0; i < graph.Outputs.Length; i++)
            _slotOf[graph.Outputs[i]] = NewSlot(new Slot(BytesOf(graph.Outputs[i]), Argument: graph.Inputs.Length + i));
    }

    public Graph Graph { get; }

    public Traits Device { get; }

    /// <summary>Plans a static graph of which every node was claimed.</summary>
    public static Plan Plan(Graph graph, Traits device)
    {
        var builder = new PlanBuilder(graph, device);
        foreach (var node in graph.Nodes)
            OperatorTable.Find(node)!.Build(builder, node);
        return builder.Finish();
    }

    public DType Type(int value) => Graph.Values[value].Type;

    public ImmutableArray<long> Dims(int value) => Graph.Values[value].Shape.Dims;

    public long Count(int value) => Shape.CountOf(Dims(value).AsSpan());

    /// <summary>The slot of a value.</summary>
    public int SlotOf(int value)
    {
        if (_slotOf.TryGetValue(value, out var slot))
            return slot;
        return _slotOf[value] = Graph.Values[value].Constant is { } tensor
            ? NewSlot(new Slot(tensor.Bytes, Constant: tensor))
            : NewSlot(new Slot(BytesOf(value)));
    }

    /// <summary>The elements of a slot that is a constant, otherwise null.</summary>
    public Tensor? ConstantOf(int slot) => _slots[slot].Constant;

    /// <summary>A slot for the time between two launches.</summary>
    public int Temporary(long bytes) => NewSlot(new Slot(bytes));

    /// <summary>A constant of the plan's own.</summary>
    public int Own(ReadOnlySpan<byte> bytes) => NewSlot(new Slot(bytes.Length, Constant: Tensor.Of(DType.UInt8, bytes, bytes.Length)));

    /// <summary>Lets a value live in a slot that holds its elements; false when it has a place of its own and must be a copy.</summary>
    public bool TryBind(int slot, int value) => _slotOf.TryAdd(value, slot);

    /// <summary>The text of a kernel file for element types; see <see cref="KernelSource.Of"/>.</summary>
    public string Source(string file, ElementType compute, params ReadOnlySpan<(string Letter, ElementType Type)> operands) =>
        KernelSource.Of(file, compute, Device.HasDouble, operands);

    public string Source(string file, ElementType compute, string[] defines, params ReadOnlySpan<(string Letter, ElementType Type)> operands) =>
        KernelSource.Of(file, compute, Device.HasDouble, operands, defines);

    /// <summary>Adds a launch, unless it has no work.</summary>
    /// <param name="slots">The kernel's buffers in order; all but the last are read, the last is written.</param>
    /// <param name="scalars">The arguments behind them.</param>
    public void Launch(string source, string kernel, Grid grid, int[] slots, params ImmutableArray<Scalar> scalars)
    {
        if (!grid.IsEmpty)
            _launches.Add((source, kernel, grid, slots, scalars));
    }

    private Plan Finish()
    {
        var used = _launches.SelectMany(launch => launch.Slots).Distinct().ToArray();
        int[] temporaries = [.. used.Where(slot => _slots[slot].IsTemporary)];
        int[] constants = [.. used.Where(slot => _slots[slot].Constant is not null)];
        var (offsets, bytes) = Arena.Pack([.. temporaries.Select(LifeOf)], Device.BufferAlignment);
        return new Plan
        {
            Constants = [.. constants.Select(slot => _slots[slot].Constant!)],
            ArenaBytes = bytes,
            Launches = [.. _launches.Select(launch => new Launch
            {
                Code = new ProgramText(launch.Source, Options),
                Kernel = launch.Kernel,
                Buffers = [.. launch.Slots.Select(Place)],
                Scalars = launch.Scalars,
                Grid = launch.Grid,
            })],
        };

        BufferOperand Place(int slot) => _slots[slot] switch
        {
            { IsTemporary: true } at => new(BufferKind.Arena, 0, offsets[Array.IndexOf(temporaries, slot)], at.Bytes),
            { Constant: not null } at => new(BufferKind.Constant, Array.IndexOf(constants, slot), 0, at.Bytes),
            var at => new(BufferKind.Argument, at.Argument, 0, at.Bytes),
        };
    }

    private string Options => Device.HasCorrectDivide ? "-cl-std=CL1.2 -w -cl-fp32-correctly-rounded-divide-sqrt" : "-cl-std=CL1.2 -w";

    private Arena.Life LifeOf(int slot) => new(_slots[slot].Bytes,
        _launches.FindIndex(launch => launch.Slots.Contains(slot)), _launches.FindLastIndex(launch => launch.Slots.Contains(slot)));

    private long BytesOf(int value) => Type(value).BytesFor(Count(value));

    private int NewSlot(Slot slot)
    {
        _slots.Add(slot);
        return _slots.Count - 1;
    }
}
