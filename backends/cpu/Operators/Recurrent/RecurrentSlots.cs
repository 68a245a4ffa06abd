// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Recurrent;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>The slots of a recurrent node; -1 = none.</summary>
internal sealed unsafe class RecurrentSlots
{
    private RecurrentSlots() { }

    public required int Input { get; init; }

    public required int Bias { get; init; }

    public required int Lengths { get; init; }

    public required int FirstState { get; init; }

    public required int FirstCell { get; init; }

    public required int Output { get; init; }

    public required int LastState { get; init; }

    public required int LastCell { get; init; }

    /// <summary>Temporaries, each for one direction at a time.</summary>
    public required int Projection { get; init; }

    public required int ProjectionBias { get; init; }

    public required int Pre { get; init; }

    public required int State { get; init; }

    public required int Cell { get; init; }

    public int[] Reads => [Input, Bias, Lengths, FirstState, FirstCell];

    public int[] Writes => [Output, LastState, LastCell, Projection, ProjectionBias, Pre, State, Cell];

    public static RecurrentSlots Of<T>(PlanBuilder builder, Node node, RecurrentShape shape) where T : unmanaged
    {
        var hasCell = node.Op == "LSTM";
        var clock = shape.Clock;
        int Read(int input) => node.HasInput(input) ? builder.Operand(node.Inputs[input]) : -1;
        int Write(int output) => node.HasOutput(output) ? builder.Result(node.Outputs[output]) : -1;
        int Room(long count) => builder.Temporary(count * sizeof(T));
        return new RecurrentSlots
        {
            Input = Read(0),
            Bias = Read(3),
            Lengths = node.HasInput(4) ? builder.SlotOf(node.Inputs[4]) : -1,
            FirstState = Read(5),
            FirstCell = hasCell ? Read(6) : -1,
            Output = Write(0),
            LastState = Write(1),
            LastCell = hasCell ? Write(2) : -1,
            Projection = Room((long)clock.Steps * clock.Batch * shape.Width),
            ProjectionBias = Room(shape.Width),
            Pre = Room((long)clock.Batch * shape.Width),
            State = Room((long)clock.Batch * shape.Hidden),
            Cell = hasCell ? Room((long)clock.Batch * shape.Hidden) : -1,
        };
    }

    /// <summary>The lengths of the sequences, or null; fails the execution where one is no length.</summary>
    public int* CheckLengths(in Frame frame, SequenceClock clock)
    {
        if (Lengths < 0)
            return null;
        var lengths = frame.At<int>(Lengths);
        for (var member = 0; member < clock.Batch; member++)
            if (lengths[member] < 0 || lengths[member] > clock.Steps)
                throw new PluginException(Status.ExecutionFailed, "op:sequence_lens", $"length {lengths[member]} of sequence {member} is outside [0, {clock.Steps}]");
        return lengths;
    }

    /// <summary>W's bias plus, for the first <paramref name="biased"/> gates, R's; null where there is none.</summary>
    public T* FillBias<T>(in Frame frame, RecurrentShape shape, int direction, int biased) where T : unmanaged, INumber<T>
    {
        if (Bias < 0)
            return null;
        T* from = frame.At<T>(Bias) + (nint)direction * 2 * shape.Width, to = frame.At<T>(ProjectionBias);
        for (var i = 0; i < shape.Width; i++)
            to[i] = i < biased * shape.Hidden ? from[i] + from[shape.Width + i] : from[i];
        return to;
    }

    public void LoadStates<T>(in Frame frame, RecurrentShape shape, int direction) where T : unmanaged
    {
        Load<T>(frame, shape, direction, FirstState, State);
        Load<T>(frame, shape, direction, FirstCell, Cell);
    }

    public void StoreStates<T>(in Frame frame, RecurrentShape shape, int direction) where T : unmanaged
    {
        Store<T>(frame, shape, direction, State, LastState);
        Store<T>(frame, shape, direction, Cell, LastCell);
    }

    private static void Load<T>(in Frame frame, RecurrentShape shape, int direction, int from, int to) where T : unmanaged
    {
        for (var member = 0; to >= 0 && member < shape.Clock.Batch; member++)
        {
            var row = new Span<T>(frame.At<T>(to) + (nint)member * shape.Hidden, shape.Hidden);
            if (from < 0)
                row.Clear();
            else
                new Span<T>(frame.At<T>(from) + shape.Clock.StateRow(direction, member) * shape.Hidden, shape.Hidden).CopyTo(row);
        }
    }

    private static void Store<T>(in Frame frame, RecurrentShape shape, int direction, int from, int to) where T : unmanaged
    {
        for (var member = 0; to >= 0 && member < shape.Clock.Batch; member++)
            new Span<T>(frame.At<T>(from) + (nint)member * shape.Hidden, shape.Hidden)
                .CopyTo(new Span<T>(frame.At<T>(to) + shape.Clock.StateRow(direction, member) * shape.Hidden, shape.Hidden));
    }
}
