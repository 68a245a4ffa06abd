// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Conformance.Reports;

/// <summary>How reports group cases by their ids.</summary>
/// <param name="Family">The operator, or the family of cases that are of no operator (<c>contract/submission</c>, <c>onnx</c>).</param>
/// <param name="Type">Short name of the main input's dtype; empty for a case that has none.</param>
/// <param name="Rest">The id without the two.</param>
public readonly record struct CaseName(string Family, string Type, string Rest)
{
    public static CaseName Of(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var parts = id.Split('/', 3);
        return parts switch
        {
            [var op, var type, var rest] when DTypeNames.TryParse(type, out _) => new CaseName(op, type, rest),
            [var kind, var area, var rest] => new CaseName($"{kind}/{area}", "", rest),
            [var kind, var rest] => new CaseName(kind, "", rest),
            _ => new CaseName(id, "", ""),
        };
    }

    /// <summary><c>MatMul.f32</c>.</summary>
    public string Dotted => Type.Length == 0 ? Family.Replace('/', '.') : $"{Family}.{Type}";
}
