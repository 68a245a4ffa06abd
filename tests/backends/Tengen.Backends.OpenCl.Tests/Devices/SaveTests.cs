// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text;
using Tengen.Abi;
using Tengen.Backends.OpenCl.Blobs;
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Backends.OpenCl.Tests.Devices;

public sealed class SaveTests
{
    private const string Folder = "TENGEN_TEST_SAVED";

    [Fact]
    public void A_loaded_program_computes_and_describes_what_the_saved_one_does()
    {
        using var device = Host.Open();
        using var saved = Host.Matrices(device);
        var bytes = Host.Save(saved);
        using var loaded = Host.Load(device, bytes);
        Assert.Equal(Run(device, saved), Run(device, loaded));
        var (before, after) = (saved.Info, loaded.Info);
        Assert.Equal((before.Name, before.MaxConcurrency, before.ResidentBytes), (after.Name, after.MaxConcurrency, after.ResidentBytes));
        Assert.Equal(before.Arguments.Select(argument => (argument.Name, argument.Type, argument.Bytes, argument.Alignment)), after.Arguments.Select(argument => (argument.Name, argument.Type, argument.Bytes, argument.Alignment)));
        Assert.Equal(bytes, Host.Save(loaded));
        Assert.Equal(BlobVerdict.Optimal, Host.Check(bytes));
    }

    [Fact]
    public void A_program_of_two_entries_without_constants_or_work_survives()
    {
        using var device = Host.Open();
        using var saved = CompiledProgram.Create(device, [Host.AddRelu(Tensor.Of<float>([1, 2], 2), "first"), Host.AddRelu(Tensor.Of<float>([], 0), "second")]);
        using var loaded = Host.Load(device, Host.Save(saved));
        Assert.Equal(["first", "second"], new[] { loaded.Entry(0).Name, loaded.Entry(1).Name });
        using var x = Host.Upload(device, [.. BitConverter.GetBytes(-5f), .. BitConverter.GetBytes(5f)]);
        using var y = Host.Upload(device, new byte[8]);
        device.Queues[0].Submit(loaded, [Argument.Of(x), Argument.Of(y)]).Join();
        Assert.Equal([.. BitConverter.GetBytes(0f), .. BitConverter.GetBytes(7f)], Host.Download(y));
    }

    [Fact]
    public void Bytes_cut_at_any_length_are_refused()
    {
        using var device = Host.Open();
        using var program = Host.Matrices(device);
        var bytes = Host.Save(program);
        int[] lengths = [0, 1, 7, 8, 39, 40, 71, 72, 87, 88, 89, Envelope.HeaderBytes + 20, 4095, 4096, 4097, bytes.Length / 2, bytes.Length - 1];
        foreach (var length in lengths)
            Assert.Equal(Status.InvalidArgument, Refusal(device, bytes[..length]).Status);
        foreach (var length in lengths.Where(length => length < 4096 || length == bytes.Length))
            Assert.Equal(BlobVerdict.Unusable, Host.Check(bytes[..length]));
        Assert.Equal(BlobVerdict.Optimal, Host.Check(bytes[..4096]));
        Assert.Equal(Status.InvalidArgument, Refusal(device, [.. bytes, 0]).Status);
        Assert.Equal(BlobVerdict.Unusable, Host.Check([.. bytes, 0]));
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_noticed()
    {
        using var device = Host.Open();
        using var program = Host.Matrices(device);
        var bytes = Host.Save(program);
        var random = new Random(7);
        IEnumerable<int> bits = [.. Enumerable.Range(0, 8 * (Envelope.HeaderBytes + 32)), .. Enumerable.Range(0, 300).Select(_ => random.Next(8 * bytes.Length))];
        foreach (var bit in bits)
        {
            byte[] bad = [.. bytes];
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(Status.InvalidArgument, Refusal(device, bad).Status);
            Assert.Equal(BlobVerdict.Unusable, Host.Check(bad));
        }
    }

    [Fact]
    public void A_changed_payload_is_taken_or_refused_by_rule_although_its_digest_fits()
    {
        using var device = Host.Open();
        using var program = CompiledProgram.Create(device, Host.AddRelu(Tensor.Of<float>([1, 2], 2)));
        var payload = Envelope.Open(Host.Save(program), device.Description.Fingerprint).ToArray();
        var tail = Math.Max(0, payload.Length - 400);
        for (var i = tail; i < payload.Length; i += 7)
        {
            byte[] bad = [.. payload];
            bad[i] ^= 0x80;
            try
            {
                Host.Load(device, Sealed(bad, device.Description.Fingerprint)).Dispose();
            }
            catch (TengenException refused)
            {
                Assert.Contains(refused.Status, new[] { Status.InvalidArgument, Status.Incompatible, Status.OutOfMemory });
            }
        }
        foreach (var length in Enumerable.Range(0, payload.Length).Where(length => length % 9973 == 0 || length > tail))
            Assert.Equal(Status.InvalidArgument, Refusal(device, Sealed(payload.AsSpan(0, length), device.Description.Fingerprint)).Status);
    }

    [Fact]
    public void A_reader_meets_random_payloads_with_refusals_alone()
    {
        using var device = Host.Open();
        using var program = CompiledProgram.Create(device, Host.AddRelu(Tensor.Of<float>([1, 2], 2)));
        var payload = Envelope.Open(Host.Save(program), device.Description.Fingerprint).ToArray();
        var random = new Random(11);
        var refused = 0;
        for (var round = 0; round < 1000; round++)
        {
            byte[] bad = [.. payload];
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                bad[round % 2 == 0 ? random.Next(bad.Length) : bad.Length - 1 - random.Next(300)] = (byte)random.Next(256);
            using var reader = new PayloadReader(bad, 128);
            try
            {
                reader.Read();
            }
            catch (Tengen.Plugin.PluginException fault)
            {
                Assert.Equal(Tengen.Plugin.Status.InvalidArgument, fault.Status);
                refused++;
            }
        }
        Assert.InRange(refused, 100, 1000);
    }

    [Fact]
    public void Whole_bytes_of_another_driver_version_or_format_are_incompatible()
    {
        using var device = Host.Open();
        using var program = Host.Matrices(device);
        var bytes = Host.Save(program);
        var other = Sealed(Envelope.Open(bytes, device.Description.Fingerprint), device.Description.Fingerprint + "9");
        var refused = Refusal(device, other);
        Assert.Equal(Status.Incompatible, refused.Status);
        Assert.Contains(device.Description.Fingerprint + "9", refused.Message, StringComparison.Ordinal);
        Assert.Equal(BlobVerdict.Unusable, Host.Check(other));
        Assert.Equal(Status.Incompatible, Assert.Throws<TengenException>(() => CompiledProgram.Load(device, bytes, "vendor.blob")).Status);
        Assert.Equal(Status.Incompatible, Assert.Throws<TengenException>(() => CompiledProgram.Load(device, bytes, Envelope.Format, 2)).Status);
        Assert.Equal(Status.InvalidArgument, Refusal(device, Encoding.ASCII.GetBytes(new string('x', 5000))).Status);
        Assert.Equal(BlobVerdict.Unusable, Host.Check(bytes, "vendor.blob"));
    }

    [Fact]
    public void A_refused_binary_does_not_stand_in_the_way_of_the_next_program()
    {
        using var device = Host.Open();
        using var program = CompiledProgram.Create(device, Host.AddRelu(Tensor.Of<float>([1, 2], 2)));
        var bytes = Host.Save(program);
        var payload = Envelope.Open(bytes, device.Description.Fingerprint).ToArray();
        payload.AsSpan(8, 64).Clear();
        var bad = Sealed(payload, device.Description.Fingerprint);
        Assert.Equal(Status.Incompatible, Refusal(device, bad).Status);
        Assert.Equal(Status.Incompatible, Refusal(device, bad).Status);
        Host.Load(device, bytes).Dispose();
    }

    [Fact]
    public void Another_process_with_an_empty_cache_runs_what_this_one_saved()
    {
        using var device = Host.Open();
        if (Environment.GetEnvironmentVariable(Folder) is { } given)
        {
            RunSaved(device, given);
            return;
        }
        using var program = Host.Matrices(device);
        var folder = Directory.CreateTempSubdirectory("tengen-saved-");
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "program"), Host.Save(program));
            var start = new ProcessStartInfo("dotnet", ["exec", typeof(SaveTests).Assembly.Location, "--filter-method", $"*{nameof(Another_process_with_an_empty_cache_runs_what_this_one_saved)}"])
            {
                RedirectStandardOutput = true,
                Environment = { [Folder] = folder.FullName, ["POCL_CACHE_DIR"] = folder.CreateSubdirectory("cache").FullName },
            };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, output);
            Assert.Equal(Run(device, program), File.ReadAllBytes(Path.Combine(folder.FullName, "result")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What the other process does: it is this test again, told so by <see cref="Folder"/>.</summary>
    private static void RunSaved(Device device, string folder)
    {
        using var program = Host.Load(device, File.ReadAllBytes(Path.Combine(folder, "program")));
        File.WriteAllBytes(Path.Combine(folder, "result"), Run(device, program));
    }

    private static byte[] Run(Device device, CompiledProgram program)
    {
        using var x = Host.Upload(device, [.. Enumerable.Range(0, 32 * 48).SelectMany(i => BitConverter.GetBytes((i % 13) - 6f))]);
        using var y = Host.Upload(device, new byte[32 * 40 * 4]);
        device.Queues[0].Submit(program, [Argument.Of(x), Argument.Of(y)]).Join();
        var result = Host.Download(y);
        Assert.Contains(result, element => element != 0);
        return result;
    }

    private static byte[] Sealed(ReadOnlySpan<byte> payload, string device)
    {
        using var stream = new MemoryStream();
        Envelope.Write(stream, device, payload);
        return stream.ToArray();
    }

    private static TengenException Refusal(Device device, byte[] bytes) => Assert.Throws<TengenException>(() => Host.Load(device, bytes));
}
