// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Conformance.Contract;

namespace Tengen.Conformance.Tests.Contract;

/// <summary>For every mutation of a submission: a device that takes it and does nothing, and one that breaks down over it.</summary>
internal static class ArgumentTwists
{
    public static IEnumerable<Planted> All => ArgumentCases.Mutations.SelectMany(mutation => (Planted[])
    [
        new($"takes a submission {mutation.What}", $"arguments/{mutation.Name}", mutation.Rule, () => Refused(Tg.TG_OK)),
        new($"breaks down over a submission {mutation.What}", $"arguments/{mutation.Name}", mutation.Rule, () => Refused(Tg.TG_INTERNAL)),
    ]);

    private static Twist Refused(int becomes) => new() { Any = (call, pass) => pass() is var status && status < 0 && call.Slot == "execute" ? becomes : status };
}
