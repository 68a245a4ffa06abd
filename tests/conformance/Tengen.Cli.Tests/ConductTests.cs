// SPDX-License-Identifier: Apache-2.0
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>What a plugin does to its process beside computing is found in the case that it does it in, whatever it computes.</summary>
public sealed class ConductTests
{
    private const string Case = "Relu/f32/x=3x67/uniform";

    /// <summary>A layer over a sound backend that does something before every execution.</summary>
    private static string Layer(string name, string deed) => CPlugin.Compile(name, "#include <signal.h>\n#include <stdio.h>\n" + string.Concat(new[] { "device", "link", "memory", "program", "submission", "timeline" }
        .Select(file => $"#include \"{Repository.PathOf($"abi/layers/common/{file}.c")}\"\n")) + $$"""
        const layer_kind layer = {sizeof(tg_device), sizeof(tg_buffer), sizeof(tg_program), sizeof(tg_timeline), &pass_timelines, NULL, NULL, NULL};
        static tg_status TG_CALL acting(tg_device* device, const tg_execute* desc, tg_error* error) {
            {{deed}}
            return pass_execute(device, desc, error);
        }
        TG_EXPORT tg_status TG_CALL TG_ENTRY(uint32_t host_abi, const tg_api** out, tg_error* error) {
            static const tg_api api = {PASS_QUIET_SLOTS, PASS_DEVICE_SLOTS, .execute = acting, .copy = pass_copy, .wait = pass_wait, .cancel = pass_cancel, .name = "acting"};
            return layer_entry(&api, host_abi, out, error);
        }
        """);

    [Theory]
    [InlineData("printing", """printf("hello from the vendor\n");""", "printed to standard output: 'hello from the vendor")]
    [InlineData("raising", "static int times; if (!times++) raise(SIGSEGV);", "SIGSEGV is no longer handled")]
    public async Task A_print_or_a_signal_that_leaves_a_function_is_found(string name, string deed, string text)
    {
        CPlugin.Built("tiny");
        var run = (await Tool.Run("certify", "tiny", "--layer", Layer(name, deed), "--filter", Case)).Exits(1);
        Assert.Contains($"contract {Case}", run.Output, StringComparison.Ordinal);
        Assert.Contains("TG-P-3: ", run.Output, StringComparison.Ordinal);
        Assert.Contains(text, run.Output, StringComparison.Ordinal);
    }
}
