// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx.Tensors;
using Tengen.Interop.Onnx.Wire;

namespace Tengen.Interop.Onnx.Protos;

/// <summary>
/// Reads ModelProto (ir_version 1, producer 2 and 3, graph 7, opset_import 8, metadata 14, functions 25) and FunctionProto (name 1,
/// input 4, output 5, attribute 6, node 7, opset_import 9, domain 10, attribute_proto 11, overload 13). Source: onnx.proto.
/// </summary>
internal static class ModelReader
{
    public static ModelProto Read(ReadContext context)
    {
        var model = new ModelProto();
        for (var reader = WireReader.Of(context); reader.Next();)
            switch (reader.Field)
            {
                case 1: model.IrVersion = reader.Int64(); break;
                case 2: model.Producer = reader.Text(); break;
                case 3: model.ProducerVersion = reader.Text(); break;
                case 7:
                    if (model.Graph is not null)
                        throw reader.Fail("a second graph");
                    model.Graph = GraphProtoReader.Read(reader.Enter("graph"));
                    context.Leave();
                    break;
                case 8: ReadOpset(reader.Enter("opset_import", model.Opsets.Count), model.Opsets); context.Leave(); break;
                case 14:
                    var entry = reader.Enter("metadata_props", model.Metadata.Count);
                    var (key, value) = EntryReader.Read(entry);
                    if (!model.Metadata.TryAdd(key, value))
                        throw entry.Fail($"key '{key}' occurs twice");
                    context.Leave();
                    break;
                case 25: model.Functions.Add(ReadFunction(reader.Enter("functions", model.Functions.Count))); context.Leave(); break;
                default: reader.Skip(); break;
            }
        if (model.Opsets.Count == 0 && model.IrVersion is > 0 and < 3)
            model.Opsets[""] = 1;
        return model;
    }

    /// <summary>ONNX's own domain has two spellings.</summary>
    public static string Domain(string written) => written == "ai.onnx" ? "" : written;

    private static void ReadOpset(WireReader reader, Dictionary<string, int> opsets)
    {
        var (domain, version) = ("", 0);
        while (reader.Next())
            switch (reader.Field)
            {
                case 1: domain = Domain(reader.Text()); break;
                case 2: version = reader.Int32(); break;
                default: reader.Skip(); break;
            }
        if (version < 1)
            throw reader.Fail($"version {version} of domain '{domain}'");
        if (!opsets.TryAdd(domain, version) && opsets[domain] != version)
            throw reader.Fail($"domain '{domain}' is imported at {opsets[domain]} and at {version}");
    }

    private static FunctionProto ReadFunction(WireReader reader)
    {
        var context = reader.Context;
        var function = new FunctionProto { Path = context.Path, Offset = reader.Start };
        while (reader.Next())
            switch (reader.Field)
            {
                case 1: function.Name = reader.Text(); break;
                case 4: function.Inputs.Add(reader.Text()); break;
                case 5: function.Outputs.Add(reader.Text()); break;
                case 7: function.Nodes.Add(NodeReader.Read(reader.Enter("node", function.Nodes.Count))); context.Leave(); break;
                case 9: ReadOpset(reader.Enter("opset_import", function.Opsets.Count), function.Opsets); context.Leave(); break;
                case 10: function.Domain = Domain(reader.Text()); break;
                case 11: function.Defaults.Add(NodeReader.ReadAttribute(reader.Enter("attribute_proto", function.Defaults.Count))); context.Leave(); break;
                case 13: function.Overload = reader.Text(); break;
                default: reader.Skip(); break;
            }
        return function;
    }
}
