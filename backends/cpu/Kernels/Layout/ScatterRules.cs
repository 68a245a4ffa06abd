// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <summary>What becomes of an element that is scattered to.</summary>
internal interface IScatterRule<T>
{
    static abstract T Apply(T old, T update);
}

internal readonly struct Replace<T> : IScatterRule<T>
{
    public static T Apply(T old, T update) => update;
}

internal readonly struct ScatterAdd<T> : IScatterRule<T> where T : IAdditionOperators<T, T, T>
{
    public static T Apply(T old, T update) => unchecked(old + update);
}

internal readonly struct ScatterMul<T> : IScatterRule<T> where T : IMultiplyOperators<T, T, T>
{
    public static T Apply(T old, T update) => unchecked(old * update);
}

/// <summary>NaN wins.</summary>
internal readonly struct ScatterMax<T> : IScatterRule<T> where T : INumber<T>
{
    public static T Apply(T old, T update) => T.Max(old, update);
}

/// <summary>NaN wins.</summary>
internal readonly struct ScatterMin<T> : IScatterRule<T> where T : INumber<T>
{
    public static T Apply(T old, T update) => T.Min(old, update);
}
