// SPDX-License-Identifier: Apache-2.0
using System.Reflection;

namespace Tengen.Abi.Tests;

/// <summary>The generated structs and constants.</summary>
internal static class Mirror
{
    public static IReadOnlyList<Type> Structs { get; } =
    [
        .. typeof(Tg).Assembly.GetTypes().Where(t => t.IsValueType && t.Name.StartsWith("tg_", StringComparison.Ordinal) && Measure.Fields(t).Length > 0),
    ];

    /// <summary>Integer constants and properties of <see cref="Tg"/>, as 64 bits.</summary>
    public static IReadOnlyDictionary<string, ulong> Integers { get; } = typeof(Tg)
        .GetMembers(BindingFlags.Public | BindingFlags.Static)
        .Select(m => (m.Name, Value: m switch
        {
            FieldInfo f => f.GetValue(null),
            PropertyInfo { PropertyType.IsByRefLike: false } p => p.GetValue(null),
            _ => null,
        }))
        .Where(m => m.Value is not null)
        .ToDictionary(m => m.Name, m => m.Value switch
        {
            int i => (ulong)i,
            uint u => u,
            long l => (ulong)l,
            ulong u => u,
            _ => throw new NotSupportedException($"{m.Name} is no integer"),
        });
}
