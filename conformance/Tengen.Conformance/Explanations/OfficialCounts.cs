// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Reflection;

namespace Tengen.Conformance.Explanations;

/// <summary>How many official ONNX cases there are of an operator alone; a table that a test holds to the official archive.</summary>
public static class OfficialCounts
{
    private static readonly Dictionary<string, int> Counts = Read();

    public static int Of(string op) => Counts.GetValueOrDefault(op);

    private static Dictionary<string, int> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("official-cases.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line.Split(','))
            .ToDictionary(cells => cells[0], cells => int.Parse(cells[1], CultureInfo.InvariantCulture));
    }
}
