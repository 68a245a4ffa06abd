// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Interop.Onnx;
using Tengen.Tests.Fuzz;

namespace Tengen.Tests;

/// <summary>
/// Damaged files are read or refused, with no other exception, on a stack of 1 MiB and with bounded memory. TENGEN_FUZZ_ITERATIONS sets
/// how many files each test reads.
/// </summary>
public sealed class MutationTests : IDisposable
{
    private const int Allowance = 8 << 20, PerByte = 1 << 10;
    private static readonly OnnxLimits Small = new() { ExpandedBytes = 1 << 20, Nodes = 5_000, Names = 20_000 };
    private readonly ITestOutputHelper _output;
    private readonly string _folder = Directory.CreateTempSubdirectory("tengen-fuzz").FullName;

    public MutationTests(ITestOutputHelper output)
    {
        _output = output;
        File.WriteAllBytes(Path.Combine(_folder, Seeds.WeightFile), new byte[64]);
        File.CreateSymbolicLink(Path.Combine(_folder, "link"), Path.Combine(_folder, Seeds.WeightFile));
        Directory.CreateDirectory(Path.Combine(_folder, "folder"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_seed_is_read()
    {
        foreach (var seed in Seeds.Models())
            ReadModel(seed.Bytes);
        foreach (var seed in Seeds.Tensors())
            ReadTensor(seed.Bytes);
    }

    [Fact]
    public void A_model_of_damaged_structure_is_read_or_refused()
    {
        WireMessage[] seeds = [.. Seeds.Models().Select(seed => WireMessage.Parse("Model", seed.Bytes))];
        var mutator = new Mutator(1, seeds);
        Run(4_000, i => mutator.Structure(seeds[i % seeds.Length]), ReadModel);
    }

    [Fact]
    public void A_model_of_damaged_bytes_is_read_or_refused()
    {
        byte[][] seeds = [.. Seeds.Models().Select(seed => seed.Bytes)];
        var mutator = new Mutator(2, []);
        Run(4_000, i => mutator.Bytes(seeds[i % seeds.Length]), ReadModel);
    }

    [Fact]
    public void A_damaged_tensor_file_is_read_or_refused()
    {
        WireMessage[] seeds = [.. Seeds.Tensors().Select(seed => WireMessage.Parse("Tensor", seed.Bytes))];
        var mutator = new Mutator(3, seeds);
        Run(4_000, i => i % 2 == 0 ? mutator.Structure(seeds[i % seeds.Length]) : mutator.Bytes(seeds[i % seeds.Length].Encode()), ReadTensor);
    }

    [Fact]
    public void A_damaged_official_model_is_read_or_refused()
    {
        var files = TestData.NodeCases().Where((_, i) => i % 40 == 0).Select(folder => File.ReadAllBytes(Path.Combine(folder, "model.onnx"))).Where(bytes => bytes.Length < 4096).ToArray();
        WireMessage[] seeds = [.. files.Select(bytes => WireMessage.Parse("Model", bytes))];
        var mutator = new Mutator(4, seeds);
        Run(2_000, i => i % 2 == 0 ? mutator.Structure(seeds[i % seeds.Length]) : mutator.Bytes(files[i % files.Length]), ReadModel);
    }

    private void ReadModel(byte[] bytes) =>
        RandomWeights.Fill(OnnxModel.Read(Storage.CopyOf(bytes), directory: _folder, limits: Small).Graph, 1, Small);

    private void ReadTensor(byte[] bytes) => OnnxTensorFile.Read(Storage.CopyOf(bytes), directory: _folder, limits: Small);

    private void Run(int iterations, Func<int, byte[]> damage, Action<byte[]> read)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("TENGEN_FUZZ_ITERATIONS"), out var set))
            iterations = set;
        Exception? escaped = null;
        var thread = new Thread(() => escaped = Record.Exception(() => RunHere(iterations, damage, read)), 1 << 20);
        thread.Start();
        thread.Join();
        Assert.Null(escaped);
    }

    private void RunHere(int iterations, Func<int, byte[]> damage, Action<byte[]> read)
    {
        var refused = 0;
        var (worst, worstLength) = (0L, 0);
        for (var i = 0; i < iterations; i++)
        {
            var bytes = damage(i);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(bytes);
            }
            catch (OnnxException refusal)
            {
                Assert.InRange(refusal.Offset, 0, bytes.Length);
                refused++;
            }
            catch (Exception escaped)
            {
                throw new InvalidOperationException($"file {i}: {Convert.ToHexString(bytes)}", escaped);
            }
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > worst)
                (worst, worstLength) = (allocated, bytes.Length);
            Assert.True(allocated < Allowance + ((long)PerByte * bytes.Length), $"file {i} of {bytes.Length} bytes took {allocated}");
        }
        _output.WriteLine($"{iterations} files: {refused} refused, at most {worst} bytes allocated, for one of {worstLength}");
        Assert.InRange(refused, iterations / 10, iterations * 99 / 100);
    }
}
