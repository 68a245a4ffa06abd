// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Plans;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Peers;

/// <summary>Cases in which a peer does not compute what the suite expects, judged by the ONNX specification.</summary>
/// <param name="Cases">A glob over case ids; every planned case it names must be judged so, and drawn ones may be: whether a fault shows depends on extents.</param>
/// <param name="Verdict">What the suite says; crash and flaky are not asked again.</param>
/// <param name="Reason">Who is right, by which text.</param>
internal sealed record Disagreement(string Cases, Verdict Verdict, string Reason)
{
    private readonly CaseFilter _filter = new(Cases);

    public bool IsLeftOut => Verdict is Verdict.Crash or Verdict.Flaky;

    public bool Covers(string id) => _filter.Matches(id);
}
