// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary><c>program_infer</c></summary>
internal static unsafe class InferSlot
{
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Infer(tg_program* handle, tg_infer* desc, tg_error* error)
    {
        try
        {
            var given = Wire.Read(desc, "tg_infer");
            Wire.Zero(given.reserved, "tg_infer.reserved");
            var program = Handles.Programs.Get((nuint)handle);
            var entries = program.State.Entries;
            if (given.entry >= entries.Length)
                throw new PluginException(Status.NotFound, "TG-P-13", $"there is no entry {given.entry}, there are {entries.Length}");
            Write(in given, ShapeInference.Infer(program, (int)given.entry, in given));
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    private static void Write(in tg_infer given, InferredShapes shapes)
    {
        for (var i = 0; i < shapes.Count; i++)
        {
            shapes.Dims(i).CopyTo(new Span<long>(given.dims + (i * Tg.TG_MAX_RANK), Tg.TG_MAX_RANK));
            given.ranks[i] = (uint)shapes.Dims(i).Length;
            given.bytes[i] = (ulong)shapes.Bytes(i);
        }
    }
}
