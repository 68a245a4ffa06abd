// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary><c>graph_query</c></summary>
internal static unsafe class GraphSlots
{
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Query(tg_device* handle, tg_query* desc, tg_error* error)
    {
        try
        {
            var query = Wire.Read(desc, "tg_query");
            Wire.Zero(query.flags, "tg_query.flags");
            Wire.Zero(query.reserved, "tg_query.reserved");
            var device = Handles.Devices.Get((nuint)handle);
            var options = OptionReader.Read(in query.options, device.State.Backend.CompileOptions, "tg_query.options");
            using var loan = new Loan();
            var read = new GraphReader(loan).Read(query.graph, inQuery: true);
            Wire.CheckOutArray(query.support, query.support_stride, (uint)read.Graph.Nodes.Length, "tg_query.support");
            Answer(in query, ClaimRules.Ask(device, read, options));
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    private static void Answer(in tg_query query, Support[] answers)
    {
        for (uint i = 0; i < answers.Length; i++)
        {
            var answer = answers[i];
            Wire.WriteAt(query.support, query.support_stride, i, new tg_support
            {
                verdict = (uint)answer.Verdict,
                why = (uint)answer.Why,
                group = (uint)answer.Group,
                version = (uint)answer.Version,
                cost_ns = (ulong)answer.CostNs,
                resident_bytes = (ulong)answer.ResidentBytes,
            });
            if (answer.Text is null || query.explain == null)
                continue;
            using var text = new Utf8Text(Utf8Text.Printable(answer.Text));
            query.explain(query.explain_ctx, i, text.Pointer);
        }
    }
}
