// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin;

/// <summary>A device's answer for one node of a queried graph (<c>tg_support</c>).</summary>
/// <param name="Group">Nodes of one non-zero group are claimed all or none.</param>
/// <param name="Version">With <see cref="Why.Version"/>: the since-version that would be taken.</param>
/// <param name="CostNs">Estimate; 0 = not known.</param>
/// <param name="ResidentBytes">Device memory for constants; 0 = not known.</param>
/// <param name="Text">For a person; null = nothing to say.</param>
public readonly record struct Support(
    Verdict Verdict, Why Why = Why.None, string? Text = null, int Group = 0, int Version = 0, long CostNs = 0, long ResidentBytes = 0)
{
    public static Support Yes => new(Verdict.Yes);

    public static Support Slow(string text) => new(Verdict.Slow, Why.None, text);

    public static Support No(Why why, string text) => new(Verdict.No, why, text);

    /// <summary>No at this version, but <paramref name="version"/> would be taken.</summary>
    public static Support NoVersion(int version, string text) => new(Verdict.No, Why.Version, text, Version: version);

    public static Support IfStatic(string text) => new(Verdict.IfStatic, Why.Shape, text);

    /// <param name="text">Names the inputs that must be constants.</param>
    public static Support IfConstant(string text) => new(Verdict.IfConstant, Why.Context, text);

    /// <summary>True when the device takes the node as it stands.</summary>
    public bool IsClaim => Verdict is Verdict.Yes or Verdict.Slow;
}

/// <summary><c>TG_NO</c> and following</summary>
public enum Verdict
{
    No = 0,
    Yes = 1,

    /// <summary>Works; the host may do better elsewhere.</summary>
    Slow = 2,

    /// <summary>Yes once all dims are numbers.</summary>
    IfStatic = 3,

    /// <summary>Yes once the inputs named in the text are constants.</summary>
    IfConstant = 4,
}

/// <summary><c>TG_WHY_*</c></summary>
public enum Why
{
    None = 0,
    Op = 1,
    Version = 2,
    DType = 3,
    Attribute = 4,
    Shape = 5,
    Size = 6,
    Layout = 7,
    Memory = 8,

    /// <summary>The neighbours: a group that is not complete, an order.</summary>
    Context = 9,
}
