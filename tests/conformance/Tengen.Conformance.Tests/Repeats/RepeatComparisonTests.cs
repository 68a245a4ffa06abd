// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using System.Security.Cryptography;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Repeats;
using Tengen.Graph;

namespace Tengen.Conformance.Tests.Repeats;

/// <summary>Bits are held where they are promised, and the first element that differs is named.</summary>
public sealed class RepeatComparisonTests
{
    private static CaseEvidence Evidence(Determinism determinism, params float[] output)
    {
        var tensor = Tensor.Of<float>(output, output.Length);
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
            zlib.Write(tensor.AsBytes());
        var recorded = new OutputEvidence(tensor.Type, tensor.Dims, Convert.ToHexStringLower(SHA256.HashData(tensor.AsBytes())), packed.ToArray());
        return new CaseEvidence("c", [], [new RunEvidence { Question = "q", Numerics = new Numerics { Determinism = determinism }, Outputs = [recorded] }]);
    }

    [Fact]
    public void The_same_bits_are_the_same()
    {
        var comparison = RepeatComparison.Of(Evidence(Determinism.RunToRun, 1, 2), Evidence(Determinism.RunToRun, 1, 2));
        Assert.Equal(new RepeatComparison(1, IsSame: true, null, null), comparison);
    }

    [Fact]
    public void Promised_bits_that_differ_are_named_by_their_first_element()
    {
        var comparison = RepeatComparison.Of(Evidence(Determinism.RunToRun, 1, 2, 0), Evidence(Determinism.RunToRun, 1, 3, -0f));
        Assert.Equal([1L], comparison.Worst!.Index);
        Assert.Equal((3.0, 2.0, 2L, 3L), (comparison.Worst.Got, comparison.Worst.Want, comparison.Worst.Rejected, comparison.Worst.Elements));
        Assert.Contains("element [1] is 3 (0x40400000) and was 2 (0x40000000)", comparison.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Bits_that_are_not_promised_may_differ()
    {
        var comparison = RepeatComparison.Of(Evidence(Determinism.None, 1, 2), Evidence(Determinism.None, 1, 3));
        Assert.Equal(new RepeatComparison(0, IsSame: false, null, null), comparison);
    }

    [Fact]
    public void A_promise_that_is_made_to_the_suite_alone_is_found() =>
        Assert.Contains("other numerics are declared there", RepeatComparison.Of(Evidence(Determinism.RunToRun, 1), Evidence(Determinism.None, 1)).Text, StringComparison.Ordinal);
}
