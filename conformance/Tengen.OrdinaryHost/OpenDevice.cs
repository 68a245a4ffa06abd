// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.OrdinaryHost;

/// <summary>A device used as any application uses one: buffers of just the bytes that a program asks for, each submission once, nothing looked after. One thread.</summary>
internal sealed class OpenDevice(Device device) : IDisposable
{
    /// <exception cref="TengenException">It cannot be opened.</exception>
    /// <exception cref="PluginLoadException">The plugin cannot be loaded.</exception>
    public static OpenDevice Of(DeviceRequest request) =>
        new(PluginLibrary.Load(request.Plugin, request.Layers).Open(request.Index, new DeviceOptions { Settings = request.Options.ToImmutableDictionary() }));

    public string Description => $"{device.Name}: {device.Library.Name}";

    public Answer Run(RunRequest request)
    {
        try
        {
            if (GraphQuery.Run(device, request.Graph).Nodes.FirstOrDefault(node => !node.IsClaimed) is { } refused)
                return new Answer.Declined($"query.{refused.Reason}", refused.ToString());
            using var program = CompiledProgram.Create(device, request.Graph);
            var numerics = program.Info.NumericsOf(request.Graph.Nodes[0].Op, request.NumericsType);
            return new Answer.Ran(numerics, [.. request.Inputs.Select(inputs => Run(program, inputs))]);
        }
        catch (TengenException e)
        {
            return new Answer.Failed(e.Status.Class == StatusClass.Device, e.Rule, e.Message);
        }
    }

    public void Dispose() => device.Dispose();

    private ImmutableArray<Tensor> Run(CompiledProgram program, IReadOnlyList<Tensor> inputs)
    {
        var buffers = new List<DeviceBuffer>();
        try
        {
            foreach (var argument in program.Info.Arguments)
                buffers.Add(Allocate(argument));
            for (var i = 0; i < inputs.Count; i++)
                buffers[i].Write(inputs[i].AsBytes());
            Argument[] arguments = [.. buffers.Select((buffer, i) => Argument.Of(buffer, program.Info.Arguments[i].Shape.Dims.AsSpan()) with
            {
                OutDims = program.Info.Arguments[i].Is(ArgumentFlags.DataDependent) ? new OutDims() : null,
            })];
            device.Queues[0].Submit(program, arguments).Join();
            return [.. Enumerable.Range(program.Info.InputCount, program.Info.OutputCount).Select(at => Output(program.Info.Arguments[at], buffers[at], arguments[at].OutDims))];
        }
        finally
        {
            foreach (var buffer in buffers)
                buffer.Dispose();
        }
    }

    private DeviceBuffer Allocate(ArgumentInfo argument) => DeviceBuffer.Allocate(device, argument.Bytes, new BufferOptions
    {
        Memory = argument.Memory,
        Flags = argument.BufferFlags,
        Alignment = argument.Alignment > device.Description.BufferAlignment ? argument.Alignment : 0,
        Label = argument.Name,
    });

    private static Tensor Output(ArgumentInfo argument, DeviceBuffer buffer, OutDims? extents)
    {
        var tensor = new Tensor(argument.Type, extents is null ? argument.Shape.Dims.AsSpan() : extents.Read(argument.Shape.Rank));
        buffer.Read(tensor.AsBytes());
        return tensor;
    }
}
