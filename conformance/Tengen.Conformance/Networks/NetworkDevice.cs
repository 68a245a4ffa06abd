// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Diagnostics;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Workers;
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Conformance.Networks;

using Graph = Tengen.Graph.Graph;

/// <summary>A device that runs whole networks. Loads the backend into this process. One thread.</summary>
public sealed class NetworkDevice : IDisposable
{
    private readonly Device _device;

    /// <exception cref="SubjectException">The plugin cannot be loaded, or refuses to open its device.</exception>
    public NetworkDevice(WorkerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            _device = PluginLibrary.Load(settings.Backend, settings.Layers).Open(settings.DeviceIndex, new DeviceOptions { Settings = settings.Options.ToImmutableDictionary() });
        }
        catch (Exception e) when (e is PluginLoadException or TengenException)
        {
            throw new SubjectException(e.Message, e);
        }
    }

    public string Description => $"{_device.Name}: {_device.Library.Name}";

    /// <summary>Nodes that the device does not take, with its reason.</summary>
    public IReadOnlyList<(Node Node, string Reason)> Refused(Graph graph) =>
        [.. GraphQuery.Run(_device, graph).Nodes.Select((support, i) => (support, Node: graph.Nodes[i])).Where(answer => !answer.support.IsClaimed).Select(answer => (answer.Node, answer.support.ToString()))];

    /// <summary>Compiles and runs a claimed graph.</summary>
    /// <param name="graph">In canonical form with static shapes.</param>
    /// <param name="inputs">One tensor per graph input.</param>
    /// <param name="runs">Executions; all give the same outputs.</param>
    /// <exception cref="TengenException">The device refused or failed.</exception>
    public NetworkResult Run(Graph graph, IReadOnlyList<Tensor> inputs, int runs = 1) => Run(_device, graph, inputs, runs);

    /// <summary>The same on a device that somebody else opened.</summary>
    internal static NetworkResult Run(Device device, Graph graph, IReadOnlyList<Tensor> inputs, int runs = 1)
    {
        var compiling = Stopwatch.StartNew();
        using var program = CompiledProgram.Create(device, graph, new ProgramOptions { PersistentConstants = true });
        var compiled = compiling.Elapsed;
        var buffers = program.Info.Arguments.Select(argument => DeviceBuffer.Allocate(device, argument.Bytes)).ToList();
        try
        {
            for (var i = 0; i < inputs.Count; i++)
                buffers[i].Write(inputs[i].AsBytes());
            Argument[] arguments = [.. buffers.Select((buffer, i) => Argument.Of(buffer, program.Info.Arguments[i].Shape.Dims.AsSpan()))];
            var times = new List<TimeSpan>();
            for (var run = 0; run < runs; run++)
            {
                var clock = Stopwatch.StartNew();
                device.Queues[0].Submit(program, arguments).Join();
                times.Add(clock.Elapsed);
            }
            return new NetworkResult(Outputs(program.Info, buffers), compiled, times.Order().ElementAt(times.Count / 2), graph.Nodes.ToDictionary(node => (object)node, node => program.Info.NumericsOf(node.Op, TypeOf(graph, node)), ReferenceEqualityComparer.Instance));
        }
        finally
        {
            foreach (var buffer in buffers)
                buffer.Dispose();
        }
    }

    public void Dispose() => _device.Dispose();

    private static List<Tensor> Outputs(ProgramInfo info, List<DeviceBuffer> buffers)
    {
        var outputs = new List<Tensor>();
        for (var j = info.InputCount; j < info.InputCount + info.OutputCount; j++)
        {
            var tensor = new Tensor(info.Arguments[j].Type, info.Arguments[j].Shape.Dims.AsSpan());
            buffers[j].Read(tensor.AsBytes());
            outputs.Add(tensor);
        }
        return outputs;
    }

    private static DType TypeOf(Graph graph, Node node) =>
        node.Inputs.Concat(node.Outputs).Where(value => value != Node.Absent).Select(value => graph.Values[value].Type).FirstOrDefault(type => type.IsFloat);
}
