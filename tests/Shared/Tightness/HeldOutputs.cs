// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Tests.Tightness;

/// <summary>Outputs of one implementation held against the expectation, element by element over all outputs.</summary>
/// <param name="Hard">|error| over the hard bound; infinity where an exact element differs.</param>
/// <param name="Statistical">|error| over 6 sigma + sys; 0 where the statistical gate does not apply.</param>
/// <param name="Normalized">error over sigma + sys of the elements to which the statistical gate applies, as root mean square.</param>
/// <param name="Measured">The number of those elements.</param>
/// <param name="Error">Root mean square of the error over the finite elements.</param>
internal sealed record HeldOutputs(double[] Hard, double[] Statistical, double Normalized, int Measured, double Error)
{
    private const double LargestNormalized = 1.5;
    private const int LeastMeasured = 1000;

    public bool FailsHard => Hard.Any(ratio => ratio > 1);

    public bool FailsStatistical => Statistical.Any(ratio => ratio > 1) || (Measured >= LeastMeasured && Normalized > LargestNormalized);
}
