// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Tengen.Backends.Cpu.Kernels.Reduction;

/// <summary>Finish(Join of Map(x) over all x, in any order, from Start).</summary>
internal interface IFold
{
    /// <summary>What none gives, before <see cref="Finish"/>.</summary>
    static abstract T Start<T>() where T : INumber<T>, IMinMaxValue<T>;

    static abstract T Join<T>(T a, T b) where T : INumber<T>;

    static abstract Vector<T> Join<T>(Vector<T> a, Vector<T> b);

    static virtual T Map<T>(T x) where T : INumber<T> => x;

    static virtual Vector<T> Map<T>(Vector<T> x) => x;

    /// <param name="count">Elements that were folded.</param>
    static virtual T Finish<T>(T total, long count) where T : INumber<T> => total;
}
