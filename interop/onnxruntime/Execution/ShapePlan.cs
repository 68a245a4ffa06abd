// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Host;
using Tengen.Interop.OnnxRuntime.Native;

namespace Tengen.Interop.OnnxRuntime.Execution;

/// <summary>A program at given input shapes: the shapes and bytes of all arguments, and memory for as many runs as overlap.</summary>
internal sealed unsafe class ShapePlan : IDisposable
{
    private readonly CompiledProgram _program;
    private readonly bool _owns;
    private readonly ImmutableArray<ArgumentSize> _sizes;
    private readonly ConcurrentBag<Staging> _more = [];
    private Staging? _idle;
    private readonly SemaphoreSlim? _room;

    /// <summary>A plan of its own program, which it disposes, when <paramref name="owns"/>; otherwise of one that other plans use too.</summary>
    /// <param name="program">The program.</param>
    /// <param name="room">Limits the program's executions at one time, over all its plans; null when any number may run.</param>
    /// <param name="owns">Whether program and room end with this plan.</param>
    /// <param name="graph">What the program was made from.</param>
    /// <param name="inputs">Shapes, and elements where shapes follow from them.</param>
    public ShapePlan(CompiledProgram program, SemaphoreSlim? room, bool owns, Graph.Graph graph, ReadOnlySpan<TensorView> inputs)
    {
        (_program, _room, _owns) = (program, room, owns);
        try
        {
            var shapes = new Shape[inputs.Length];
            var values = new Tensor?[inputs.Length];
            for (var i = 0; i < shapes.Length; i++)
            {
                shapes[i] = new Shape(inputs[i].Shape);
                if (!program.Info.Arguments[i].Is(ArgumentFlags.HostValue))
                    continue;
                DependsOnValues = true;
                var type = graph.Values[graph.Inputs[i]].Type;
                values[i] = new Tensor(type, shapes[i].Dims, Storage.CopyOf(new ReadOnlySpan<byte>(inputs[i].Data, (int)type.BytesFor(Shape.CountOf(inputs[i].Shape)))));
            }
            _sizes = program.Infer(shapes, values);
            for (var i = 0; i < shapes.Length; i++)
                if (_sizes[i].Shape != shapes[i])
                    throw new GraphException("graph.binding", $"{graph}: input {i} has shape {shapes[i]}, the program takes {_sizes[i].Shape}");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What limits executions of a program; the caller disposes it.</summary>
    public static SemaphoreSlim? Room(CompiledProgram program) =>
        program.Info.MaxConcurrency is > 0 and <= int.MaxValue and var most ? new SemaphoreSlim((int)most) : null;

    /// <summary>Runs that hold it. Guarded by the owner.</summary>
    public int Users { get; set; }

    /// <summary>True while the owner keeps it for later runs.</summary>
    public bool Kept { get; set; }

    /// <summary>True when the shapes follow from elements, not from shapes alone: it serves one run.</summary>
    public bool DependsOnValues { get; }

    public bool Serves(ReadOnlySpan<TensorView> inputs)
    {
        for (var i = 0; i < inputs.Length; i++)
            if (!inputs[i].Shape.SequenceEqual(_sizes[i].Shape.Dims.AsSpan()))
                return false;
        return true;
    }

    public void Run(OrtKernelContext* context, ReadOnlySpan<TensorView> inputs, ReadOnlySpan<int> outputs, TimeSpan patience)
    {
        _room?.Wait();
        try
        {
            var staging = Interlocked.Exchange(ref _idle, null);
            if (staging is null && !_more.TryTake(out staging))
                staging = new Staging(_program, _sizes);
            try
            {
                staging.Run(context, inputs, outputs, patience);
            }
            catch
            {
                staging.Dispose();
                throw;
            }
            if (Interlocked.CompareExchange(ref _idle, staging, null) is not null)
                _more.Add(staging);
        }
        finally
        {
            _room?.Release();
        }
    }

    public void Dispose()
    {
        _idle?.Dispose();
        foreach (var staging in _more)
            staging.Dispose();
        if (!_owns)
            return;
        _program.Dispose();
        _room?.Dispose();
    }
}
