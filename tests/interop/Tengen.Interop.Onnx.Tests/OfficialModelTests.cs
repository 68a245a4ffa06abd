// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx;

namespace Tengen.Tests;

public sealed class OfficialModelTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_official_case_is_read()
    {
        var cases = TestData.NodeCases();
        var refused = new List<string>();
        var (nodes, tensors) = (0, 0);
        foreach (var folder in cases)
            try
            {
                var model = OnnxModel.Load(Path.Combine(folder, "model.onnx"));
                nodes += model.Graph.Nodes.Length;
                if (model.InputKinds.Concat(model.OutputKinds).Any(kind => kind != OnnxValueKind.Tensor))
                    continue;
                foreach (var file in Directory.EnumerateFiles(folder, "*.pb", SearchOption.AllDirectories))
                {
                    OnnxTensorFile.Load(file);
                    tensors++;
                }
            }
            catch (OnnxException refusal)
            {
                refused.Add(refusal.Message);
            }
        output.WriteLine($"{cases.Count} cases, {nodes} nodes, {tensors} tensors");
        Assert.Empty(refused);
        Assert.True(nodes >= cases.Count);
    }

    [Fact]
    public void Every_light_model_is_read()
    {
        var models = TestData.LightModels();
        foreach (var folder in models)
        {
            var model = OnnxModel.Load(Path.Combine(folder, "model.onnx"));
            output.WriteLine($"{Path.GetFileName(folder)}: ir {model.IrVersion}, opset {model.Opsets[""]}, {model.Graph}, inputs {string.Join(' ', model.Graph.Inputs.Select(input => model.Graph.Values[input]))}");
            Assert.Single(model.Graph.Inputs);
            Assert.True(model.Graph.Nodes.Length > 20);
        }
        Assert.Equal(9, models.Count);
    }
}
