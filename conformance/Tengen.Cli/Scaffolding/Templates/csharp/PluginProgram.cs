using Tengen.Graph;
using Tengen.Plugin;

namespace {{Name}};

/// <summary>One compiled node.</summary>
internal sealed unsafe class {{Name}}Program(Graph graph) : Tengen.Plugin.Program([ProgramEntry.Of(graph, alignment: sizeof(float))])
{
    private readonly Func<float, float> _function = Find(graph.Nodes[0].Op)!;

    /// <summary>The function of an operator, as the ONNX specification has it; null where there is none.</summary>
    public static Func<float, float>? Find(string op) => op switch
    {
        "Relu" => static x => x > 0 || float.IsNaN(x) ? x : 0,
        "Neg" => static x => -x,
        _ => null,
    };

    public override void Execute(in Submission submission)
    {
        float* x = (float*)submission.Inputs[0].Pointer, y = (float*)submission.Outputs[0].Pointer;
        for (var i = 0L; i < submission.Outputs[0].Count; i++)
            y[i] = _function(x[i]);
    }
}
