// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Contract;

/// <summary>A device was seen to break an obligation.</summary>
internal sealed class Broken(string rule, string text) : Exception(text)
{
    public string Rule { get; } = rule;

    /// <summary>Throws unless <paramref name="holds"/>.</summary>
    public static void Unless(bool holds, string rule, string text)
    {
        if (!holds)
            throw new Broken(rule, text);
    }
}

/// <summary>The device does not offer what a case is about.</summary>
internal sealed class NotOffered(string rule, string text) : Exception(text)
{
    public string Rule { get; } = rule;
}

/// <summary>A part of the suite that a case needs was not built.</summary>
internal sealed class NotBuilt(string part) : Exception($"{part} is not there: build the native parts with cmake -B build && cmake --build build")
{
    public const string Rule = "suite.native";
}
