// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Conformance.Reports;

/// <summary>How reports group cases by their ids.</summary>
/// <param name="Family">The operator, or the family of cases that are of no operator (<c>submission</c>, <c>onnx</c>).</param>
/// <param name="Type">Short name of the main input's dtype; empty for a case that has none.</param>
/// <param name="Rest">The id without the two.</param>
public readonly record struct CaseName(string Family, string Type, string Rest)
{
    public static CaseName Of(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var parts = id.Split('/', 3);
        return parts.Length == 3 && DTypeNames.TryParse(parts[1], out _)
            ? new CaseName(parts[0], parts[1], parts[2])
            : new CaseName(parts[0], "", parts.Length == 1 ? "" : id[(parts[0].Length + 1)..]);
    }

    /// <summary><c>MatMul.f32</c>.</summary>
    public string Dotted => Type.Length == 0 ? Family : $"{Family}.{Type}";
}
