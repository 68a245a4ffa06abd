// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Interop.Onnx;

namespace Tengen.Tests;

public sealed class MutationTests(ITestOutputHelper output)
{
    private static readonly OnnxLimits Small = new() { ExpandedBytes = 1 << 20, Nodes = 10_000 };

    [Fact]
    public void A_damaged_model_is_read_or_refused_with_its_field_and_never_anything_else()
    {
        var seeds = TestData.NodeCases().Where((_, i) => i % 40 == 0).Select(folder => File.ReadAllBytes(Path.Combine(folder, "model.onnx"))).Where(bytes => bytes.Length < 4096).ToArray();
        var iterations = int.TryParse(Environment.GetEnvironmentVariable("TENGEN_FUZZ_ITERATIONS"), out var set) ? set : 20_000;
        var random = new Random(20);
        var (read, refused) = (0, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < iterations; i++)
        {
            var bytes = Mutate(seeds[i % seeds.Length], random);
            try
            {
                OnnxModel.Read(Storage.CopyOf(bytes), limits: Small);
                read++;
            }
            catch (OnnxException refusal)
            {
                Assert.InRange(refusal.Offset, 0, bytes.Length);
                refused++;
            }
        }
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / iterations;
        output.WriteLine($"{seeds.Length} seeds, {iterations} mutations: {read} read, {refused} refused, {each} bytes allocated each");
        Assert.True(refused > iterations / 10);
        Assert.True(each < 4 << 20, $"{each} bytes allocated for a file of at most 4 KiB");
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var edits = random.Next(1, 4); edits > 0 && bytes.Count > 1; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, bytes.Count - at); break;
                case 3: bytes.RemoveAt(at); break;
                case 4: bytes.InsertRange(at, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at))); break;
            }
        }
        return [.. bytes];
    }
}
