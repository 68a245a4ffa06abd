// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Cases;

/// <summary>A case whose data are not drawn yet: enough to ask a backend whether it takes the graph. One thread.</summary>
public sealed class CaseDraft
{
    private readonly CaseInstance _instance;
    private readonly Queue<Action> _draws;

    /// <param name="instance">Complete but for the data of <paramref name="draws"/>; constants of the graph have theirs.</param>
    /// <param name="draws">Each draws the data of one input.</param>
    internal CaseDraft(CaseInstance instance, IEnumerable<Action> draws) => (_instance, _draws) = (instance, new Queue<Action>(draws));

    public Case Case => _instance.Case;

    public Graph.Graph Graph => _instance.Graph;

    /// <summary>The case with its data, the same one each time.</summary>
    public CaseInstance Drawn()
    {
        while (_draws.TryDequeue(out var draw))
            draw();
        return _instance;
    }
}
