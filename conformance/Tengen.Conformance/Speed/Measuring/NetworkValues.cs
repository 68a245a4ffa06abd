// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Networks;
using Tengen.Graph;
using Tengen.Host;
using Tengen.Reference;

namespace Tengen.Conformance.Speed.Measuring;


/// <summary>A network with every value that one execution on the device gave: layers are timed and judged on the data that they see there. One thread.</summary>
internal sealed class NetworkValues
{
    private readonly Network _network;
    private readonly Tensor?[] _values;

    /// <exception cref="DeclinedNetworkException">The device does not take every node.</exception>
    /// <exception cref="TengenException">The device refused or failed.</exception>
    public NetworkValues(Device device, string path, ulong seed)
    {
        _network = Network.Load(path, seed);
        var graph = _network.Graph;
        var refused = GraphQuery.Run(device, graph).Nodes.Where(node => !node.IsClaimed).ToList();
        if (refused.Count > 0)
            throw new DeclinedNetworkException($"{refused.Count} of {graph.Nodes.Length} nodes are not taken: {refused[0]}");
        _values = [.. graph.Values.Select(value => value.Constant)];
        foreach (var (index, tensor) in graph.Inputs.Zip(_network.Inputs))
            _values[index] = tensor;
        var layered = _network.Layered();
        foreach (var (index, tensor) in layered.Outputs.Zip(NetworkDevice.Run(device, layered, _network.Inputs).Outputs))
            _values[index] = tensor;
    }

    /// <summary>The whole network, or one layer.</summary>
    public TimedWork Part(string id, int? layer)
    {
        if (layer is not { } index)
            return new TimedWork(id, _network.Graph, [.. _network.Inputs], null);
        var node = _network.Graph.Nodes[index];
        var graph = new NetworkLayer(index, node, 1).Alone(_network.Graph, out var inputs);
        var call = Oracle.Prepare(node, [.. node.Inputs.Select(Value)], [.. node.Outputs.Select(value => value == Node.Absent ? default : _network.Graph.Values[value].Type)]);
        return new TimedWork(id, graph, [.. inputs.Select(value => _values[value]!)], call);
    }

    private Tensor? Value(int index) => index == Node.Absent ? null : _values[index];
}

/// <summary>A device does not take every node of a network.</summary>
internal sealed class DeclinedNetworkException(string reason) : Exception(reason);
