// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Contract;
using Tengen.Conformance.Plans;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Execution;

/// <summary>The generated cases by id, in their fixed order.</summary>
public static class CaseCatalogue
{
    public static IEnumerable<string> Ids => [.. CaseSource.All.Select(item => item.Id), .. ContractCases.All.Select(item => item.Id)];

    /// <summary>These, and those whose extents the nonce draws.</summary>
    public static IEnumerable<string> Under(string nonce) =>
        [.. DrawnCases.With(CaseSource.All.Select(item => item.Id), nonce), .. ContractCases.All.Select(item => item.Id)];

    /// <summary>True when the id can be run: also for parameters that the plan does not hold.</summary>
    public static bool Knows(string id)
    {
        if (ContractCases.Find(id) is not null)
            return true;
        try
        {
            Case.Parse(id).Materialise();
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
