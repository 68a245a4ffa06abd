// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Conformance.Profiles;

/// <summary>An operator at a dtype of its main input, as in case ids.</summary>
public readonly record struct ProfilePair(string Op, DType Type)
{
    /// <summary>The pair that a case of an operator belongs to.</summary>
    public static ProfilePair Of(string id)
    {
        var parts = id.Split('/');
        return new ProfilePair(parts[0], DTypeNames.TryParse(parts[1], out var type) ? type : DType.Opaque);
    }

    public override string ToString() => $"{Op} {Type}";
}
