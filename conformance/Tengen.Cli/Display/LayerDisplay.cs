// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Spectre.Console;
using Tengen.Conformance;
using Tengen.Conformance.Networks;
using Tengen.Graph;
using Tengen.Reference.Elements;

namespace Tengen.Cli.Display;

/// <summary>The comparison of a network with the oracle: progress while it runs, then the layers that matter and the verdict.</summary>
internal static class LayerDisplay
{
    private const int ShownLayers = 8;

    public static int Check(Network network, NetworkResult whole, NetworkResult layered)
    {
        var results = new List<LayerResult>();
        void Collect(Action<LayerResult> progress) => LayerCheck.Run(network, layered, result =>
        {
            results.Add(result);
            progress(result);
        });
        if (Terminal.ProgressIsInteractive)
            Terminal.Progress.Progress().Start(context =>
            {
                var bar = context.AddTask("comparing layers with the oracle", maxValue: network.Graph.Nodes.Length);
                Collect(result =>
                {
                    bar.Description = Markup.Escape(result.Node.ToString());
                    bar.Increment(1);
                });
            });
        else
            Collect(_ =>
            {
                if (results.Count * 10 / network.Graph.Nodes.Length != (results.Count - 1) * 10 / network.Graph.Nodes.Length)
                    Terminal.Say($"{results.Count}/{network.Graph.Nodes.Length} layers");
            });
        return Print(network, whole, layered, results);
    }

    private static int Print(Network network, NetworkResult whole, NetworkResult layered, List<LayerResult> results)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("layer", "elements", "err/bound", "");
        foreach (var result in results.OrderByDescending(result => result.ErrOverBound).Take(ShownLayers))
            table.AddRow(Markup.Escape(result.Node.ToString()), result.Elements.ToString("N0", CultureInfo.InvariantCulture), result.ErrOverBound.ToString("0.000", CultureInfo.InvariantCulture), Markup.Escape(result.Failure ?? ""));
        Terminal.Data.Write(table);
        Terminal.Print($"the whole program's outputs differ from the layered ones by at most {Apart(network, whole, layered):G3} of the largest value");
        var bad = results.Count(result => result.Failure is not null);
        Terminal.Print(string.Create(CultureInfo.InvariantCulture,
            $"{results.Count} layers, {results.Sum(result => result.Elements):N0} elements against the oracle ({LayerCheck.Sample} of each output with the full tolerance, all with the forward bound): {(bad == 0 ? "all within the computed tolerance" : $"{bad} outside")}; worst err/bound {results.Max(result => result.ErrOverBound):0.000}"));
        return (int)(bad == 0 ? ExitCode.Conformant : ExitCode.ConformanceFailures);
    }

    private static double Apart(Network network, NetworkResult whole, NetworkResult layered)
    {
        var positions = network.Layered().Outputs;
        double apart = 0, size = 0;
        for (var j = 0; j < whole.Outputs.Count; j++)
        {
            var (one, other) = (whole.Outputs[j], layered.Outputs[positions.IndexOf(network.Graph.Outputs[j])]);
            for (long i = 0; one.Type.IsFloat && i < one.Count; i++)
            {
                apart = Math.Max(apart, Math.Abs(Element.Real(one, i) - Element.Real(other, i)));
                size = Math.Max(size, Math.Abs(Element.Real(other, i)));
            }
        }
        return size > 0 ? apart / size : apart;
    }
}
