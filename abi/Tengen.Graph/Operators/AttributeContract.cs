// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph.Operators;

/// <summary>A formal attribute.</summary>
/// <param name="Name">As in the specification.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Default">The value that absence means, or null when absence has a meaning of its own or is not allowed.</param>
/// <param name="Required">Must be present.</param>
/// <param name="Allowed">For strings: the values the specification lists; empty when any is allowed.</param>
public sealed record AttributeContract(string Name, AttributeType Type, object? Default = null, bool Required = false, params string[] Allowed)
{
    /// <summary>True when the attribute says what its absence would say.</summary>
    public bool IsDefault(NodeAttribute attribute) => Default switch
    {
        null => false,
        float value => attribute.Type == AttributeType.Float && attribute.AsFloat.Equals(value),
        long value => attribute.Type == AttributeType.Int && attribute.AsInt == value,
        int value => attribute.Type == AttributeType.Int && attribute.AsInt == value,
        string value => attribute.Type == AttributeType.String && attribute.AsString == value,
        _ => throw new NotSupportedException($"{Name}: a default of {Default.GetType().Name}"),
    };
}
