// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx.Tensors;
using Tengen.Interop.Onnx.Wire;

namespace Tengen.Interop.Onnx;

using Tengen.Graph;

/// <summary>A file that holds one TensorProto, such as the official cases' <c>input_0.pb</c>.</summary>
/// <param name="Name">As in the file; may be empty.</param>
/// <param name="Tensor">Raw elements stay in the file's memory, at any alignment; strings are opaque over a <see cref="StringStorage"/>.</param>
public sealed record OnnxTensorFile(string Name, Tensor Tensor)
{
    /// <summary>Reads a file under the terms of <see cref="OnnxModel.Load"/>.</summary>
    /// <exception cref="OnnxException">The file is refused.</exception>
    public static OnnxTensorFile Load(string path, OnnxLimits? limits = null) =>
        Read(InputFile.Open(path), path, Path.GetDirectoryName(Path.GetFullPath(path)), limits);

    /// <summary>Reads from memory that the caller leaves unchanged; external data is refused without a <paramref name="directory"/>.</summary>
    /// <exception cref="OnnxException">The bytes are refused.</exception>
    public static OnnxTensorFile Read(Storage bytes, string file = "", string? directory = null, OnnxLimits? limits = null)
    {
        var (name, tensor) = TensorReader.Read(WireReader.Of(new ReadContext(bytes, file, directory, limits ?? OnnxLimits.Default)));
        GC.KeepAlive(bytes);
        return new OnnxTensorFile(name, tensor);
    }
}
