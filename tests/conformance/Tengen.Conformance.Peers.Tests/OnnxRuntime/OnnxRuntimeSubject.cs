// SPDX-License-Identifier: Apache-2.0
using Microsoft.ML.OnnxRuntime;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Tests;
using Tensor = Tengen.Graph.Tensor;

namespace Tengen.Conformance.Peers;

/// <summary>ONNX Runtime's CPU provider, as published, on one thread and without rewriting of the graph.</summary>
internal sealed class OnnxRuntimeSubject : ISubject
{
    private readonly SessionOptions _options = new()
    {
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
        IntraOpNumThreads = 1,
    };

    public string Description => $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}, CPU";

    public IReadOnlyList<string> Gates => [];

    public SubjectOutcome Run(Tengen.Graph.Graph graph, IReadOnlyList<Tensor> inputs)
    {
        var node = graph.Nodes[0];
        if (node.Version > OneNodeModel.Opset)
            return new SubjectOutcome.Declined("ort.opset", $"{node} is newer than opset {OneNodeModel.Opset}");
        if (graph.Values.FirstOrDefault(value => !OneNodeModel.Knows(value.Type)) is { } unknown)
            return new SubjectOutcome.Declined("ort.dtype", $"{unknown.Type}: not in ONNX Runtime's managed interface");
        InferenceSession session;
        try
        {
            session = new InferenceSession(OneNodeModel.Of(graph), _options);
        }
        catch (OnnxRuntimeException e)
        {
            return new SubjectOutcome.Declined("ort.session", e.Message);
        }
        using (session)
            return Run(session, graph, inputs);
    }

    private static SubjectOutcome Run(InferenceSession session, Tengen.Graph.Graph graph, IReadOnlyList<Tensor> inputs)
    {
        var values = inputs.Select(input => Elements.Of(input).ToValue()).ToList();
        try
        {
            using var options = new RunOptions();
            using var outputs = session.Run(options, [.. graph.Inputs.Select(OneNodeModel.Name)], values, [.. graph.Outputs.Select(OneNodeModel.Name)]);
            var tensors = outputs.Zip(graph.Outputs, (output, index) => Of(TensorData.Of(output), graph.Values[index].Type)).ToList();
            return new SubjectOutcome.Ran(tensors, OnnxRuntimeNumerics.Of(graph.Nodes[0].Op, tensors[0].Type));
        }
        catch (OnnxRuntimeException e)
        {
            return new SubjectOutcome.Declined("ort.run", e.Message);
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    private static Tensor Of(TensorData data, DType type) => new(type, [.. data.Shape], Storage.CopyOf(data.Bytes));

    public CaseResult Submit(string id) => new() { Case = id, Verdict = Verdict.Unsupported, Rule = "peer", Text = "a peer is no device behind the ABI" };

    public void Dispose() => _options.Dispose();
}
