// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Interop.OnnxRuntime.Native;
using unsafe OrtCount = delegate* unmanaged[Cdecl]<void*, nuint*, Tengen.Interop.OnnxRuntime.Native.OrtStatus*>;
using unsafe OrtFill = delegate* unmanaged[Cdecl]<void*, void**, nuint, Tengen.Interop.OnnxRuntime.Native.OrtStatus*>;

namespace Tengen.Interop.OnnxRuntime.Graphs;

/// <summary>Names of what a fused node reads and makes, in the order of its kernel's arguments.</summary>
internal sealed record FusedOperands(string Name, ImmutableArray<string> Inputs, ImmutableArray<string> Outputs)
{
    public static unsafe FusedOperands Of(OrtNode* fused)
    {
        byte* name;
        Ort.Check(Ort.Api->Node_GetName(fused, &name));
        return new FusedOperands(
            Ort.Text(name),
            Names(Ort.Items(fused, (OrtCount)Ort.Api->Node_GetNumInputs, (OrtFill)Ort.Api->Node_GetInputs)),
            Names(Ort.Items(fused, (OrtCount)Ort.Api->Node_GetNumOutputs, (OrtFill)Ort.Api->Node_GetOutputs)));
    }

    private static unsafe ImmutableArray<string> Names(nint[] values)
    {
        var names = ImmutableArray.CreateBuilder<string>(values.Length);
        foreach (var value in values)
            names.Add(value == 0 ? "" : ValueTable.Name((OrtValueInfo*)value));
        return names.MoveToImmutable();
    }
}
