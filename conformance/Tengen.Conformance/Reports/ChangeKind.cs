// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Reports;

/// <summary>Which way a case or a figure changed from one run to another, the worst first.</summary>
public enum ChangeKind
{
    /// <summary>From pass to vacuous or unsupported, or from any of them to a bad verdict or none; of a speed, from measured to declined, or to failed, wrong or suspicious.</summary>
    Worse,

    /// <summary>The same verdict, with an err/bound that grew by more than the factor.</summary>
    Looser,

    /// <summary>Both conclusive, with an interval that lies above the earlier one by more than an A/A twin may differ.</summary>
    Slower,

    /// <summary>Another verdict that is as good or as bad.</summary>
    Other,

    /// <summary>The reverse of worse.</summary>
    Better,

    /// <summary>The reverse of slower.</summary>
    Faster,

    /// <summary>Only the later run planned it.</summary>
    New,

    /// <summary>Only the earlier run planned it.</summary>
    Lost,
}

/// <summary>Which kinds count.</summary>
public static class ChangeKinds
{
    public static bool IsRegression(this ChangeKind kind) => kind is ChangeKind.Worse or ChangeKind.Looser or ChangeKind.Slower;
}
