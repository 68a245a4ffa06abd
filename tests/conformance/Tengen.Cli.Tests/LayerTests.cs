// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary><c>--layer</c>: sound backends stay conformant under layers, broken obligations become verdicts with their number.</summary>
public sealed class LayerTests
{
    /// <summary>A layer that changes nothing but the rounding mode, made from the pass-through.</summary>
    private static string RoundingLayer() => CPlugin.Compile("rounding", string.Concat(new[] { "device", "link", "memory", "program", "submission", "timeline" }
        .Select(file => $"#include \"{Repository.PathOf($"abi/layers/common/{file}.c")}\"\n")) + """
        const layer_kind layer = {sizeof(tg_device), sizeof(tg_buffer), sizeof(tg_program), sizeof(tg_timeline), &pass_timelines, NULL, NULL, NULL};
        static tg_status TG_CALL rounding(tg_device* device, const tg_execute* desc, tg_error* error) {
            tg_status status = pass_execute(device, desc, error);
            unsigned control = __builtin_ia32_stmxcsr();
            __builtin_ia32_ldmxcsr(control | 0x8000);
            return status;
        }
        TG_EXPORT tg_status TG_CALL TG_ENTRY(uint32_t host_abi, const tg_api** out, tg_error* error) {
            static const tg_api api = {PASS_QUIET_SLOTS, PASS_DEVICE_SLOTS, .execute = rounding, .copy = pass_copy, .wait = pass_wait, .cancel = pass_cancel, .name = "rounding"};
            return layer_entry(&api, host_abi, out, error);
        }
        """);

    [Theory]
    [InlineData("cpu", 7300, "validate")]
    [InlineData("tiny", 300, "validate")]
    [InlineData("tiny", 300, "validate", "delay", "validate")]
    public async Task A_sound_backend_is_conformant_under_layers(string backend, int passes, params string[] layers)
    {
        CPlugin.Built("layer_validate");
        string[] words = [.. layers.SelectMany(layer => new[] { "--layer", layer })];
        var run = (await Tool.Run(["certify", backend, "--json", "-", .. words])).Exits(0);
        using var json = JsonDocument.Parse(run.Output);
        Assert.True(json.RootElement.GetProperty("verdicts").GetProperty("pass").GetInt32() >= passes, run.Output);
        Assert.Equal(layers.Select(layer => $"libtengen_layer_{layer}.so"), json.RootElement.GetProperty("layers").EnumerateArray().Select(path => Path.GetFileName(path.GetString())));
    }

    [Theory]
    [InlineData("Relu/f32/*")]
    [InlineData("contract/tickets/barriers")]
    public async Task A_broken_obligation_is_a_contract_verdict_with_its_number(string cases)
    {
        CPlugin.Built("layer_validate");
        var run = (await Tool.Run("certify", "tiny", "--layer", "validate", "--layer", RoundingLayer(), "--filter", cases)).Exits(1);
        Assert.Contains("contract", run.Output, StringComparison.Ordinal);
        Assert.Contains("TG-P-4", run.Output, StringComparison.Ordinal);
        Assert.Contains("--layer 'validate'", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_that_does_not_compile_is_caught_by_the_layer()
    {
        CPlugin.Built("layer_validate");
        var run = (await Tool.Run("certify", CPlugin.Built("zoo"), "--option", "zoo=claim-lies", "--layer", "validate", "--filter", "MatMul/f32/*", "--json", "-")).Exits(1);
        using var json = JsonDocument.Parse(run.Output);
        Assert.True(json.RootElement.GetProperty("verdicts").GetProperty("contract").GetInt32() > 0, run.Output);
        Assert.Contains("TG-P-31", await File.ReadAllTextAsync(json.RootElement.GetProperty("results").GetString()!, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_results_name_the_layers_before_the_first_case()
    {
        CPlugin.Built("layer_pass");
        var folder = TestFolder.New("layers");
        (await Tool.Run("certify", "tiny", "--layer", "pass", "--filter", "Relu/f32/*", "--results", folder)).Exits(0);
        using var header = JsonDocument.Parse(File.ReadLines(Path.Combine(folder, "results.jsonl")).First());
        Assert.EndsWith("libtengen_layer_pass.so", Assert.Single(header.RootElement.GetProperty("run").GetProperty("layers").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Devices_and_doctor_look_through_layers()
    {
        CPlugin.Built("layer_delay");
        Assert.Contains("T1", (await Tool.Run("devices", "tiny", "--layer", "delay")).Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains("ok  backend tiny", (await Tool.Run("doctor", "--layer", "validate")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layer_that_is_not_there_is_refused()
    {
        Assert.Contains("validate, delay, pass", (await Tool.Run("certify", "tiny", "--layer", "nosuch")).Exits(4).Errors, StringComparison.Ordinal);
        Assert.Contains("no ABI", (await Tool.Run("certify", "reference", "--layer", "validate")).Exits(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_says_what_the_layer_looks_at() =>
        Assert.Contains("--layer validate looks at", (await Tool.Run("explain", "TG-P-17")).Exits(0).Output, StringComparison.Ordinal);
}
