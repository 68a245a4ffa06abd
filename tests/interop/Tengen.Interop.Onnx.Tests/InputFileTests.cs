// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Graph;
using Tengen.Interop.Onnx;

namespace Tengen.Tests;

public sealed class InputFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tengen-input").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    private static Proto External(string location, ulong count) => Proto.Graph("x", "y", Proto.Node("Relu", ["x"], ["y"]))
        .Message(5, new Proto().Int(1, count).Int(2, 2).Text(8, "w").Int(14, 1).Message(13, new Proto().Text(1, "location").Text(2, location)));

    private void Fifo()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("no FIFO on this system");
        using var make = Process.Start("mkfifo", At("fifo"));
        make.WaitForExit();
        Assert.Equal(0, make.ExitCode);
        File.CreateSymbolicLink(At("link"), At("fifo"));
        File.WriteAllBytes(At("empty"), []);
        Directory.CreateDirectory(At("folder"));
    }

    [Fact]
    public async Task What_is_no_regular_file_is_refused_without_waiting_for_it()
    {
        Fifo();
        string[] paths = ["/dev/zero", "/dev/null", "/proc/self/maps", At("fifo"), At("link"), At("empty"), At("folder"), At("absent")];
        var refusals = Task.Run(() =>
        {
            foreach (var path in paths)
            {
                Assert.Equal(path, Assert.Throws<OnnxException>(() => OnnxModel.Load(path)).File);
                Assert.Equal(path, Assert.Throws<OnnxException>(() => OnnxTensorFile.Load(path)).File);
            }
            foreach (var name in new[] { "fifo", "link", "empty", "folder", "absent" })
                Assert.Contains(name, Assert.Throws<OnnxException>(() => Proto.Model(External(name, 1)).Read(_folder)).Reason, StringComparison.Ordinal);
        }, TestContext.Current.CancellationToken);
        await refusals.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64 << 10)]
    [InlineData((64 << 10) + 1)]
    [InlineData(1 << 20)]
    public void Files_are_read_whole_on_both_sides_of_the_mapping_size(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        File.WriteAllBytes(At("w.bin"), bytes);
        var weight = Proto.Model(External("w.bin", (ulong)length)).Read(_folder).Graph.Values.Single(value => value.IsConstant).Constant!;
        Assert.Equal(bytes, weight.AsBytes().ToArray());
    }

    [Fact]
    public void A_file_is_held_once_however_its_location_is_spelled()
    {
        File.WriteAllBytes(At("w.bin"), new byte[16]);
        var graph = Proto.Graph("x", "y", Proto.Node("Relu", ["x"], ["y"]));
        foreach (var location in new[] { "w.bin", "./w.bin", ".//./w.bin" })
            graph.Message(5, new Proto().Int(1, 16).Int(2, 2).Text(8, location).Int(14, 1).Message(13, new Proto().Text(1, "location").Text(2, location)));
        Assert.Single(Proto.Model(graph).Read(_folder).Graph.Values.Where(value => value.IsConstant).Select(value => value.Constant!.Storage).Distinct());
    }

    [Fact]
    public void A_small_file_may_be_shortened_and_a_large_one_replaced_after_it_was_read()
    {
        foreach (var length in new[] { 64 << 10, 1 << 20 })
        {
            var bytes = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
            File.WriteAllBytes(At("w.bin"), bytes);
            var weight = Proto.Model(External("w.bin", (ulong)length)).Read(_folder).Graph.Values.Single(value => value.IsConstant).Constant!;
            if (length == 64 << 10)
                File.WriteAllBytes(At("w.bin"), []);
            else
                File.Delete(At("w.bin"));
            Assert.Equal(bytes, weight.AsBytes().ToArray());
        }
    }
}
