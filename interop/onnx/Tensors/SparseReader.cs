// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Interop.Onnx.Wire;

namespace Tengen.Interop.Onnx.Tensors;

using Tengen.Graph;

/// <summary>
/// Reads a SparseTensorProto (values 1, indices 2, dims 3) into a dense tensor. Indices are linear [N] or coordinates [N, rank].
/// Source: onnx.proto, message SparseTensorProto.
/// </summary>
internal static unsafe class SparseReader
{
    public static (string Name, Tensor Tensor) Read(WireReader message)
    {
        var reader = message;
        var context = reader.Context;
        (string Name, Tensor Tensor)? values = null;
        Tensor? indices = null;
        var dims = new List<long>();
        while (reader.Next())
            switch (reader.Field)
            {
                case 1: values = TensorReader.Read(reader.Enter("values")); context.Leave(); break;
                case 2: indices = TensorReader.Read(reader.Enter("indices")).Tensor; context.Leave(); break;
                case 3: reader.Int64s(dims); break;
                default: reader.Skip(); break;
            }
        OnnxException Refuse(string reason) => context.Fail(message.Start, reason);
        if (values is not { } found)
            throw Refuse("a sparse tensor without values");
        var type = found.Tensor.Type;
        if (type.IsOpaque || type.Bits < 8)
            throw Refuse($"a sparse tensor of {type} is not supported; store it dense");
        if (indices is null || indices.Type != DType.Int64 || indices.Rank is not (1 or 2) || indices.Dims[0] != found.Tensor.Count
            || found.Tensor.Rank != 1 || (indices.Rank == 2 && indices.Dims[1] != dims.Count))
            throw Refuse($"indices {indices?.ToString() ?? "(none)"} do not fit values {found.Tensor} of a tensor [{string.Join(',', dims)}]");
        var bytes = TensorReader.CheckDims(message, type, dims);
        context.Charge(bytes, message.Start);
        var dense = new Tensor(type, [.. dims], Storage.Allocate(bytes));
        var width = type.Bits / 8;
        for (long i = 0; i < found.Tensor.Count; i++)
        {
            var at = indices.Rank == 1 ? Index(i) : Linear(i);
            if (at < 0 || at >= dense.Count)
                throw Refuse($"index {i} lies outside [{string.Join(',', dims)}]");
            Buffer.MemoryCopy(found.Tensor.Pointer + (i * width), dense.Pointer + (at * width), width, width);
        }
        GC.KeepAlive(found.Tensor);
        GC.KeepAlive(indices);
        return (found.Name, dense);

        long Index(long i) => System.Runtime.CompilerServices.Unsafe.ReadUnaligned<long>(indices.Pointer + (i * sizeof(long)));

        long Linear(long row)
        {
            long at = 0;
            for (var axis = 0; axis < dims.Count; axis++)
            {
                var index = Index((row * dims.Count) + axis);
                if (index < 0 || index >= dims[axis])
                    return -1;
                at = (at * dims[axis]) + index;
            }
            return at;
        }
    }
}
