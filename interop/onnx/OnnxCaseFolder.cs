// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Interop.Onnx;

/// <summary>
/// A folder in the layout of ONNX's backend cases: <c>model.onnx</c>, <c>test_data_set_0/input_i.pb</c> and <c>output_i.pb</c>.
/// Tensors are empty when <paramref name="Unsupported"/> says why they cannot be read.
/// </summary>
public sealed record OnnxCaseFolder(string Name, OnnxModel Model, ImmutableArray<OnnxTensorFile> Inputs, ImmutableArray<OnnxTensorFile> Outputs, string? Unsupported)
{
    /// <summary>True for the official cases whose outputs were typed in with four decimals: they hold within ONNX's own rule (1e-3) and no closer.</summary>
    public bool IsRoundedByHand => Name is "test_gridsample" or "test_gridsample_bicubic";

    /// <exception cref="OnnxException">The model or a tensor is refused.</exception>
    public static OnnxCaseFolder Load(string folder)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        var model = OnnxModel.Load(Path.Combine(folder, "model.onnx"));
        if (model.InputKinds.Concat(model.OutputKinds).FirstOrDefault(kind => kind != OnnxValueKind.Tensor, OnnxValueKind.Tensor) is var kind and not OnnxValueKind.Tensor)
            return new OnnxCaseFolder(name, model, [], [], $"a graph input or output is of kind {kind}; only tensors are supported");
        var data = Path.Combine(folder, "test_data_set_0");
        return new OnnxCaseFolder(name, model, Files("input", model.InputKinds.Length), Files("output", model.OutputKinds.Length), null);

        ImmutableArray<OnnxTensorFile> Files(string role, int count) =>
            [.. Enumerable.Range(0, count).Select(i => OnnxTensorFile.Load(Path.Combine(data, $"{role}_{i}.pb")))];
    }
}
