// SPDX-License-Identifier: Apache-2.0
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Tengen.Abi.Tests;

/// <summary>The generated structs and constants, measured by the runtime itself: no marshalling is involved.</summary>
internal static class Mirror
{
    public static IReadOnlyList<Type> Structs { get; } =
    [
        .. typeof(Tg).Assembly.GetTypes().Where(t => t.IsValueType && t.Name.StartsWith("tg_", StringComparison.Ordinal) && Fields(t).Length > 0),
    ];

    public static FieldInfo[] Fields(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Instance);

    public static int Size(Type type) =>
        (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type.IsPointer || type.IsFunctionPointer ? typeof(nint) : type).Invoke(null, null)!;

    public static int Offset(FieldInfo field)
    {
        var method = new DynamicMethod("offset", typeof(int), Type.EmptyTypes, typeof(Mirror).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        var instance = code.DeclareLocal(field.DeclaringType!);
        code.Emit(OpCodes.Ldloca, instance);
        code.Emit(OpCodes.Ldflda, field);
        code.Emit(OpCodes.Ldloca, instance);
        code.Emit(OpCodes.Sub);
        code.Emit(OpCodes.Conv_I4);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<int>>()();
    }

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
