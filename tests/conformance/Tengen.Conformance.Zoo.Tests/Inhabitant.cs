// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace Tengen.Conformance.Zoo;

/// <summary>A configuration of the zoo as its device describes itself: <c>wrong, FAMILY: what</c> or <c>legal, FAMILY: what</c>.</summary>
/// <param name="Turn">Its place in the zoo.</param>
/// <param name="IsTimed">What it does shows in a race with the device's own threads: counts of cases say nothing.</param>
internal sealed partial record Inhabitant(string Name, bool IsLegal, string Family, string What, int Turn, bool IsTimed)
{
    /// <summary>The family of the twins that add in other orders.</summary>
    public const string Order = "order";

    /// <summary>The family whose bugs ONNX's own rule is asked about.</summary>
    public const string Numerics = "numerics";

    /// <summary>The family of those that crash, hang and lie.</summary>
    public const string Contract = "contract";

    /// <summary>The family whose bugs only measurement shows.</summary>
    public const string Speed = "speed";

    /// <summary>The family that is right while it is judged, or another in every process.</summary>
    public const string Recognition = "recognition";

    public static Inhabitant Of(string name, string note, string tier, int turn)
    {
        var match = Note().Match(note);
        Assert.True(match.Success, $"{name}: the note '{note}' does not say 'wrong, FAMILY: what' or 'legal, FAMILY: what'");
        return new Inhabitant(name, match.Groups["kind"].Value == "legal", match.Groups["family"].Value, match.Groups["what"].Value, turn, tier != "T0");
    }

    [GeneratedRegex("^(?<kind>wrong|legal), (?<family>[a-z ]+): (?<what>.+)$")]
    private static partial Regex Note();
}
