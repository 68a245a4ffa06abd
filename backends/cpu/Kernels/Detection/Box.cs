// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Detection;

/// <summary>A rectangle; one whose ends are turned round, as a negative width has them, overlaps nothing.</summary>
internal readonly record struct Box(double Top, double Left, double Bottom, double Right)
{
    public double Area => (Bottom - Top) * (Right - Left);

    /// <param name="numbers">Four: any two opposite corners, or the center, x first, then width and height.</param>
    /// <param name="isCentered">Says which.</param>
    public static unsafe Box Of(float* numbers, bool isCentered)
    {
        var (a, b, c, d) = ((double)numbers[0], (double)numbers[1], (double)numbers[2], (double)numbers[3]);
        return isCentered
            ? new Box(b - d / 2, a - c / 2, b + d / 2, a + c / 2)
            : new Box(Math.Min(a, c), Math.Min(b, d), Math.Max(a, c), Math.Max(b, d));
    }
}
