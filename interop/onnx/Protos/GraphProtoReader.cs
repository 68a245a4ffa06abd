// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx.Tensors;
using Tengen.Interop.Onnx.Wire;

namespace Tengen.Interop.Onnx.Protos;

/// <summary>Reads GraphProto: node 1, name 2, initializer 5, input 11, output 12, value_info 13, sparse_initializer 15. Source: onnx.proto.</summary>
internal static class GraphProtoReader
{
    public static GraphProto Read(WireReader reader)
    {
        var context = reader.Context;
        var graph = new GraphProto { Path = context.Path, Offset = reader.Start };
        var (dense, sparse) = (0, 0);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: graph.Nodes.Add(NodeReader.Read(reader.Enter("node", graph.Nodes.Count))); break;
                case 2: graph.Name = reader.Text(); continue;
                case 5: Add(graph, reader.Enter("initializer", dense++), TensorReader.Read); break;
                case 11: graph.Inputs.Add(TypeReader.ReadValue(reader.Enter("input", graph.Inputs.Count))); break;
                case 12: graph.Outputs.Add(TypeReader.ReadValue(reader.Enter("output", graph.Outputs.Count))); break;
                case 13: graph.ValueInfos.Add(TypeReader.ReadValue(reader.Enter("value_info", graph.ValueInfos.Count))); break;
                case 15: Add(graph, reader.Enter("sparse_initializer", sparse++), SparseReader.Read); break;
                default: reader.Skip(); continue;
            }
            context.Leave();
        }
        return graph;
    }

    private static void Add(GraphProto graph, WireReader reader, Func<WireReader, (string Name, Tengen.Graph.Tensor Tensor)> read)
    {
        var (name, tensor) = read(reader);
        graph.Initializers.Add(new ConstantProto(name, tensor, reader.Start, reader.Context.Path));
    }
}
