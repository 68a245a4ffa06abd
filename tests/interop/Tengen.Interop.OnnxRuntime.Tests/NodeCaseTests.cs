// SPDX-License-Identifier: Apache-2.0
using Microsoft.ML.OnnxRuntime;
using Tengen.Interop.Onnx;
using Tengen.Tests;

namespace Tengen.Interop.OnnxRuntime.Tests;

/// <summary>The official operator cases: nothing that ONNX Runtime passes alone may fail with the provider.</summary>
public sealed class NodeCaseTests
{
    [Theory]
    [InlineData("tiny", 10)]
    [InlineData("cpu", 150)]
    public void No_case_fails_with_the_provider_that_passes_without(string backend, int atLeast)
    {
        var options = Backend.Options(backend);
        using var keepsDeviceOpen = Runtime.With(Models.Mlp(), options);
        var (passed, whole) = (0, 0);
        var failures = new List<string>();
        foreach (var folder in TestData.NodeCases())
        {
            if (Read(folder) is not { } it || Try(() => Runtime.Plain(it.Model), it) is not null)
                continue;
            var isWhole = Try(() => Runtime.With(it.Model, options, strict: true), it) is null;
            var failure = isWhole ? null : Try(() => Runtime.With(it.Model, options), it);
            passed++;
            whole += isWhole ? 1 : 0;
            if (failure is not null)
                failures.Add($"{Path.GetFileName(folder)}: {failure}");
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{backend}: {passed} cases pass without the provider, {failures.Count} of them fail with it, {whole} run in it as a whole");
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
        Assert.True(whole >= atLeast, $"only {whole} cases ran in the provider as a whole");
    }

    private sealed record Case(byte[] Model, TensorData[] Inputs, TensorData[] Expected);

    /// <summary>Null when ONNX Runtime's managed interface or this reader does not hold its tensors.</summary>
    private static Case? Read(string folder)
    {
        try
        {
            var data = Path.Combine(folder, "test_data_set_0");
            return new Case(File.ReadAllBytes(Path.Combine(folder, "model.onnx")), Tensors(data, "input"), Tensors(data, "output"));
        }
        catch (Exception e) when (e is OnnxException or NotSupportedException)
        {
            return null;
        }
    }

    private static TensorData[] Tensors(string data, string role) =>
        [.. Enumerable.Range(0, 100).Select(i => Path.Combine(data, $"{role}_{i}.pb")).TakeWhile(File.Exists).Select(path => Elements.Of(OnnxTensorFile.Load(path).Tensor))];

    /// <summary>What went wrong, or null.</summary>
    private static string? Try(Func<InferenceSession> open, Case it)
    {
        try
        {
            using var session = open();
            var got = Runtime.Run(session, it.Inputs);
            return got.Length != it.Expected.Length ? $"{got.Length} outputs instead of {it.Expected.Length}"
                : got.Select((output, i) => output.Differs(it.Expected[i]) is { } difference ? $"output {i}: {difference}" : null).FirstOrDefault(difference => difference is not null);
        }
        catch (Exception e) when (e is OnnxRuntimeException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            return e.Message;
        }
    }
}
