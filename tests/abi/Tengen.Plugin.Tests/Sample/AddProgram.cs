// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Plugin.Tests;

/// <summary>Sums all inputs and, when the node has one, a constant into the one output. With strides on one axis where the device takes them.</summary>
internal sealed unsafe class AddProgram(CompileRequest request, bool strided) : Program([.. request.Graphs.Select(graph => Entry(graph, strided))])
{
    private readonly Node? _misbehaving = request.Graphs[0].Nodes.FirstOrDefault(node => node.Domain == Misbehaviour.Domain);
    private readonly ImmutableArray<float> _constant =
        [.. request.Graphs[0].Values.Where(value => value.IsConstant).SelectMany(value => value.Constant!.AsSpan<float>().ToArray())];

    public override void Execute(in Submission submission)
    {
        if (_misbehaving is not null)
            Misbehaviour.At("Execute", _misbehaving);
        var output = submission.Outputs[0];
        for (var i = 0; i < output.Count; i++)
        {
            var sum = 0f;
            foreach (ref readonly var input in submission.Inputs)
                sum += *At(in input, i);
            *At(in output, i) = sum + (_constant.Length > 0 ? _constant[i] : 0);
        }
    }

    private static float* At(in Argument argument, long index) => (float*)argument.Pointer + index * (argument.Strides.IsEmpty ? 1 : argument.Strides[0]);

    private static ProgramEntry Entry(Tengen.Graph.Graph graph, bool strided)
    {
        var entry = ProgramEntry.Of(graph, alignment: 4);
        return strided ? entry with { Arguments = [.. entry.Arguments.Select(argument => argument with { Flags = ArgumentFlags.TakesStrides })] } : entry;
    }
}
