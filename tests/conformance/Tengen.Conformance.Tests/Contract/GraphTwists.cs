// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Conformance.Contract;

namespace Tengen.Conformance.Tests.Contract;

/// <summary>For every mutation of a graph: a device that claims what it must refuse, and one that compiles it or breaks down over it.</summary>
internal static unsafe class GraphTwists
{
    public static IEnumerable<Planted> All => StructureMutations.All.Concat(StructMutations.All).Concat(ClaimMutations.All).Concat(HostMutations.All).SelectMany(Of);

    private static Planted[] Of(GraphMutation mutation)
    {
        var name = $"graph/{mutation.Name}";
        return
        [
            new($"claims a graph {mutation.What}", name, mutation.Rule, () => new Twist { Ask = (desc, pass) => pass() is var status && Refused(status, desc) ? Claim(desc) : status }),
            new($"breaks down over a graph {mutation.What}", name, mutation.Rule, () => new Twist { Create = (_, pass) => pass() < 0 ? Tg.TG_INTERNAL : Tg.TG_OK }),
            new($"remembers a graph {mutation.What}", name, "TG-P-15", Afterwards),
        ];
    }

    private static bool Refused(int status, tg_query* desc)
    {
        for (var i = 0; status == Tg.TG_OK && i < desc->graph->node_count; i++)
            if (desc->support[i].verdict is Tg.TG_NO or Tg.TG_IF_STATIC)
                return true;
        return status < 0;
    }

    private static int Claim(tg_query* desc)
    {
        for (var i = 0; i < desc->graph->node_count; i++)
            desc->support[i] = new tg_support { verdict = Tg.TG_YES };
        return Tg.TG_OK;
    }

    /// <summary>After a refused program_create nothing is claimed any more.</summary>
    private static Twist Afterwards()
    {
        var refused = false;
        return new Twist
        {
            Create = (_, pass) =>
            {
                var status = pass();
                refused |= status < 0;
                return status;
            },
            Ask = (desc, pass) =>
            {
                var status = pass();
                if (refused && status == Tg.TG_OK)
                    desc->support[0].verdict = Tg.TG_NO;
                return status;
            },
        };
    }
}
