// SPDX-License-Identifier: Apache-2.0

namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>Elements that go elsewhere unchanged (concat, reorder).</summary>
internal static class Moves
{
    public static bool Try(Engine engine, Call call)
    {
        switch (call.Node.Op)
        {
            case "Concat":
                var axis = (int)call.With.Int("axis", 0);
                engine.Concatenate(axis < 0 ? axis + call.Output.Rank : axis, new Operand(Role.Destination, call.Output, Layout.Of(call.Output)),
                    [.. Enumerable.Range(0, call.Inputs).Select(i => new Operand(Role.Several + i, call[i], Layout.Of(call[i])))]);
                return true;
            case "Transpose" when call.Output.Rank > 0:
                var strides = Layout.RowMajor(call[0].Dims.AsSpan());
                long[] order = call.With.Ints("perm") is { IsDefault: false } given ? [.. given] : [.. Enumerable.Range(0, strides.Length).Reverse().Select(i => (long)i)];
                engine.Reorder(new Operand(Role.Source, call[0], Layout.Of(call[0].Type, [.. call.OutputDims], [.. order.Select(from => strides[from])])),
                    new Operand(Role.Destination, call.Output, Layout.Of(call.Output)));
                return true;
            default:
                return false;
        }
    }
}
