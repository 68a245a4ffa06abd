// SPDX-License-Identifier: Apache-2.0
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Tengen.Tests;

/// <summary>Sizes and offsets as the runtime lays structs out; no marshalling is involved.</summary>
internal static class Measure
{
    public static FieldInfo[] Fields(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Instance);

    public static int Size(Type type) =>
        (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type.IsPointer || type.IsFunctionPointer ? typeof(nint) : type).Invoke(null, null)!;

    public static int Offset(FieldInfo field)
    {
        var method = new DynamicMethod("offset", typeof(int), Type.EmptyTypes, typeof(Measure).Module, skipVisibility: true);
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
}
