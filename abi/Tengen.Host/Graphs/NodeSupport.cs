// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

/// <summary>Whether a device takes a node (<c>TG_NO</c> ...).</summary>
public enum SupportVerdict : uint
{
    No = Tg.TG_NO,
    Yes = Tg.TG_YES,

    /// <summary>Works; somebody else may do better.</summary>
    Slow = Tg.TG_SLOW,

    /// <summary>Yes once all dims are numbers.</summary>
    IfStatic = Tg.TG_IF_STATIC,

    /// <summary>Yes once the inputs named in the text are constants.</summary>
    IfConstant = Tg.TG_IF_CONSTANT,
}

/// <summary>Why a verdict is not yes (<c>TG_WHY_*</c>). An unknown number reads as <see cref="None"/>.</summary>
public enum SupportReason : uint
{
    None = Tg.TG_WHY_NONE,
    Op = Tg.TG_WHY_OP,
    Version = Tg.TG_WHY_VERSION,
    DType = Tg.TG_WHY_DTYPE,
    Attribute = Tg.TG_WHY_ATTRIBUTE,
    Shape = Tg.TG_WHY_SHAPE,
    Size = Tg.TG_WHY_SIZE,
    Layout = Tg.TG_WHY_LAYOUT,
    Memory = Tg.TG_WHY_MEMORY,
    Context = Tg.TG_WHY_CONTEXT,
}

/// <summary>A device's answer to one node.</summary>
/// <param name="Verdict">An unknown verdict reads as no.</param>
/// <param name="Reason">Why not yes.</param>
/// <param name="Group">Nodes of one non-zero group are claimed all or none.</param>
/// <param name="Version">With reason version: the since-version that would be taken.</param>
/// <param name="CostNanoseconds">Estimate; 0 = not known.</param>
/// <param name="ResidentBytes">Device memory for constants; 0 = not known.</param>
/// <param name="Text">What the device explained; empty when it said nothing.</param>
public sealed record NodeSupport(SupportVerdict Verdict, SupportReason Reason, int Group, int Version, ulong CostNanoseconds, ulong ResidentBytes, string Text)
{
    public bool IsClaimed => Verdict is SupportVerdict.Yes or SupportVerdict.Slow;

    public override string ToString() => $"{Verdict}{(Reason == SupportReason.None ? "" : $" ({Reason})")}{(Text.Length == 0 ? "" : $": {Text}")}";
}
