// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Contract;

/// <summary>The cases in their fixed order, and how one becomes a result.</summary>
internal static class ContractCases
{
    public static IReadOnlyList<ContractCase> All { get; } = [.. TicketCases.All, .. WaitCases.All, .. CloseCases.All, .. StructCases.All, .. TimelineCases.All, .. SavedCases.All, .. GraphCases.All,
        .. ArgumentCases.All, .. MemoryCases.All, .. SlotCases.All, .. AnswerCases.All, .. DeviceCases.All, .. ProgramCases.All, .. SurroundingCases.All, .. ErrorCases.All, .. StateCases.All, .. BlockCases.All, .. LeakCases.All,
        .. LossCases.All, .. ExhaustionCases.All];

    public static ContractCase? Find(string id) => All.FirstOrDefault(item => item.Id == id);

    /// <summary>Judges one case on a device that nobody has open.</summary>
    public static CaseResult Run(ContractCase item, RawTarget target)
    {
        if (item.Needs(target) is { } reason)
            return new CaseResult { Case = item.Id, Verdict = Verdict.Unsupported, Rule = "device.flags", Text = reason };
        try
        {
            using var room = new NativeRoom();
            item.Run(target, room);
            return new CaseResult { Case = item.Id, Verdict = Verdict.Pass, Gates = [Gate.Obligations.Name], Text = null, Rule = string.Join(' ', item.Rules) };
        }
        catch (Broken broken)
        {
            return new CaseResult { Case = item.Id, Verdict = Verdict.Contract, Rule = broken.Rule, Text = broken.Message, Gates = [Gate.Obligations.Name] };
        }
        catch (NotOffered missing)
        {
            return new CaseResult { Case = item.Id, Verdict = Verdict.Unsupported, Rule = missing.Rule, Text = missing.Message };
        }
        catch (NotBuilt missing)
        {
            return new CaseResult { Case = item.Id, Verdict = Verdict.NotRun, Rule = NotBuilt.Rule, Text = missing.Message };
        }
    }
}
