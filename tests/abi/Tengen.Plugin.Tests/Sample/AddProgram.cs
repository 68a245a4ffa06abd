// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Plugin.Tests;

/// <summary>Sums all inputs and, when the node has one, a constant into the one output.</summary>
internal sealed class AddProgram(CompileRequest request) : Program([.. request.Graphs.Select(graph => ProgramEntry.Of(graph, alignment: 4))])
{
    private readonly Node? _misbehaving = request.Graphs[0].Nodes.FirstOrDefault(node => node.Domain == Misbehaviour.Domain);
    private readonly ImmutableArray<float> _constant =
        [.. request.Graphs[0].Values.Where(value => value.IsConstant).SelectMany(value => value.Constant!.AsSpan<float>().ToArray())];

    public override void Execute(in Submission submission)
    {
        if (_misbehaving is not null)
            Misbehaviour.At("Execute", _misbehaving);
        var sum = submission.Outputs[0].AsSpan<float>();
        sum.Clear();
        foreach (ref readonly var input in submission.Inputs)
        {
            var term = input.AsSpan<float>();
            for (var i = 0; i < sum.Length; i++)
                sum[i] += term[i];
        }
        for (var i = 0; i < _constant.Length; i++)
            sum[i] += _constant[i];
    }
}
