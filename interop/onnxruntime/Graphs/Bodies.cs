// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.OnnxRuntime.Native;

namespace Tengen.Interop.OnnxRuntime.Graphs;

/// <summary>
/// Which nested graphs nodes are claimed in: branches of If. In a body that runs many times ONNX Runtime may have inlined a function whose
/// model does not import the domain of fused nodes, and then does not load (seen with SequenceMap, 1.31.1).
/// While a body is asked about, 1.31.1 shows its node but not always the graph around that: what is not shown is taken for the main graph.
/// </summary>
internal static unsafe class Bodies
{
    public static bool MayClaim(OrtGraph* graph)
    {
        while (graph != null)
        {
            OrtNode* parent;
            Ort.Check(Ort.Api->Graph_GetParentNode(graph, &parent));
            if (parent == null)
                return true;
            byte* op;
            Ort.Check(Ort.Api->Node_GetOperatorType(parent, &op));
            if (Ort.Text(op) != "If")
                return false;
            Ort.Check(Ort.Api->Node_GetGraph(parent, &graph));
        }
        return true;
    }
}
