// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;

namespace Tengen.Conformance.Tests;

internal static class Observers
{
    public static IRunObserver None { get; } = new Silent();

    private sealed class Silent : IRunObserver
    {
        public void Opened(string description) { }

        public void Judged(CaseResult result) { }

        public void JudgingAgain(int cases) { }

        public void Repeating(int cases) { }

        public void Happened(Incident incident) { }
    }
}
