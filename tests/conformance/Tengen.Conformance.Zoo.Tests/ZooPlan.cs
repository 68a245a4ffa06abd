// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Contract;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Official;
using Tengen.Conformance.Plans;
using Tengen.Interop.Onnx;
using Tengen.Reference.Cases;
using Tengen.Tests;

namespace Tengen.Conformance.Zoo;

/// <summary>The cases that configurations are asked: of the operators and types that the zoo knows at all.</summary>
internal sealed class ZooPlan
{
    private const int Turns = 3;
    private const string UsualDraw = "twins";
    private readonly IReadOnlyList<IGrouping<string, string>> _groups;
    private readonly HashSet<string> _known;

    private ZooPlan(IEnumerable<IGrouping<string, string>> groups, IReadOnlyDictionary<string, string> official)
    {
        _groups = [.. groups];
        _known = [.. _groups.Select(group => group.Key)];
        Official = official;
    }

    /// <summary>The official cases of one node, by id, with the operator.</summary>
    public IReadOnlyDictionary<string, string> Official { get; }

    /// <summary>Every case of the suite, and the official ones where the archive is at hand.</summary>
    public static ZooPlan Everything(IReadOnlyList<string> folders) => new(
        CaseCatalogue.Ids.GroupBy(GroupOf),
        folders.AsParallel().Select(folder => (Id: OfficialCases.Prefix + Path.GetFileName(folder), Op: OnlyOperatorOf(folder))).Where(item => item.Op.Length > 0).ToDictionary(item => item.Id, item => item.Op));

    /// <summary>Only groups that the probe takes.</summary>
    public ZooPlan Within(IReadOnlySet<string> groups)
    {
        var operators = groups.Select(group => group.Split('/')[0]).ToHashSet();
        return new ZooPlan(_groups.Where(group => groups.Contains(group.Key)), Official.Where(item => operators.Contains(item.Value)).ToDictionary());
    }

    public IEnumerable<string> FirstOfEachGroup => _groups.Select(group => group.First());

    /// <summary>Who may claim too much: probes of arithmetic say nothing of other faults, and take many runs.</summary>
    private static readonly string[] Probed = [Inhabitant.Numerics, "specials", "determinism", Inhabitant.Order];

    /// <summary>
    /// Timed configurations are asked for their reports first, the others for their values; ONNX's own rule is asked about the bugs in values. Twins that
    /// differ in their order alone share the cases in a short run: each meets a third, and the first one of them all.
    /// </summary>
    /// <param name="who">A configuration.</param>
    /// <param name="draw">Twins are asked the cases whose extents this nonce draws, too.</param>
    public IEnumerable<string> For(Inhabitant who, string draw = UsualDraw)
    {
        var own = _groups.SelectMany(group => group).Concat(who is { IsLegal: true, IsTimed: false } ? Drawn(draw) : []).Where(id => Probed.Contains(who.Family) || !id.EndsWith($"/{DataSets.Numerics}", StringComparison.Ordinal));
        if (who is { IsLegal: true, Family: Inhabitant.Order, Turn: > 0 } && !Effort.IsComplete)
            own = own.Where((_, i) => i % Turns == who.Turn % Turns);
        return who.IsTimed ? own.OrderBy(id => IsContract(id) ? 0 : 1) : own.Concat(MeetsOnnx(who) ? Official.Keys.Order(StringComparer.Ordinal) : []);
    }

    private IEnumerable<string> Drawn(string nonce) => DrawnCases.Of(CaseSource.All.Select(item => item.Id), nonce).Where(id => _known.Contains(GroupOf(id)));

    private static bool MeetsOnnx(Inhabitant who) => !who.IsLegal && who.Family != Inhabitant.Contract && (Effort.IsComplete || who.Family == Inhabitant.Numerics);

    /// <summary>The operator of a case, an official one's too.</summary>
    public string OperatorOf(string id) => Official.GetValueOrDefault(id) ?? id.Split('/')[0];

    /// <summary>Operator and type of a case: what a backend may refuse as a whole.</summary>
    public static string GroupOf(string id) => string.Join('/', id.Split('/').Take(2));

    private static bool IsContract(string id) => id.StartsWith(ContractCase.Prefix, StringComparison.Ordinal);

    private static string OnlyOperatorOf(string folder) => OnnxCaseFolder.Load(folder) is { Unsupported: null, Model.Graph.Nodes: [var node] } ? node.Op : "";
}
