// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Peers;

/// <summary>A peer's function over a dense range of fp32: what is declared for it is what it does, not what the cases happen to need.</summary>
internal static class FunctionScan
{
    private const int Points = 1 << 16;
    private const double Reach = 30;

    public static void Hold(ISubject subject, string op)
    {
        var points = new float[Points];
        for (var i = 0; i < Points; i++)
            points[i] = (float)(Reach * (2.0 * i / Points - 1) * Math.Pow(2, -(i % 16)));
        var graph = new GraphBuilder(op);
        var input = graph.Input("X", DType.Float32, new Shape([Points]));
        var contract = OperatorSet.Contracts.Find("", op)!;
        var result = graph.Value("Y", DType.Float32, new Shape([Points]));
        graph.Output(result);
        graph.Node(new Node("", op, contract.Version, [input], [result], AttributeList.Empty));
        var ran = Assert.IsType<SubjectOutcome.Ran>(subject.Run(graph.Build(), [Tensor.Of<float>(points, Points)]));
        var (ulps, floor) = (ran.Numerics.FunctionUlp > 0 ? ran.Numerics.FunctionUlp : 4, ran.Numerics.FunctionFloor > 0 ? ran.Numerics.FunctionFloor : Formats.Float32.Ulp(1));
        var got = ran.Outputs[0].AsSpan<float>();
        double worst = 0, farthest = 0;
        for (var i = 0; i < Points; i++)
        {
            var want = FunctionTable.Value(Enum.Parse<Function>(op), points[i]);
            if (double.IsNaN(want) || Math.Abs(want) > float.MaxValue)
                continue;
            var error = Math.Abs(got[i] - want);
            (worst, farthest) = (Math.Max(worst, error / Formats.Float32.Ulp(want)), Math.Max(farthest, error));
            Assert.True(error <= Math.Max(ulps * Formats.Float32.Ulp(want), floor), $"{op}({points[i]:R}) is {got[i]:R} instead of {want:R}: {error / Formats.Float32.Ulp(want):0.0} ulp, {error:G3}");
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"{op}: {worst:0.00} ulp, {farthest:G3} absolute; declared {ulps} ulp or {floor:G3}");
    }
}
