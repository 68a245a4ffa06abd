// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Sampling;

/// <summary>What an element weighs at a distance from the position, in elements.</summary>
internal static class InterpolationWeights
{
    public static double Linear(double distance) => Math.Max(0, 1 - Math.Abs(distance));

    /// <summary>The convolution kernel of Keys.</summary>
    /// <param name="distance">Elements.</param>
    /// <param name="a">Its coefficient.</param>
    public static double Cubic(double distance, double a)
    {
        var x = Math.Abs(distance);
        return x <= 1 ? ((a + 2) * x - (a + 3)) * x * x + 1
            : x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a
            : 0;
    }
}
