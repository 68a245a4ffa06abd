// SPDX-License-Identifier: Apache-2.0
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>Every way in which a backend cannot be brought up: a sentence, the next step, exit code 4.</summary>
public sealed class LoadingTests
{
    private const string Entry = "TG_EXPORT tg_status TG_CALL tg_plugin_v1(uint32_t abi, const tg_api** out, tg_error* error) { (void)abi; (void)error; ";

    /// <summary>How long a plugin that hangs is waited for: a loaded machine has to get as far as its call by then.</summary>
    private static readonly string[] Hurried = ["--timeout", "15"];

    private static async Task Refused(string plugin, string because, params string[] options)
    {
        var run = (await Tool.Run(["certify", plugin, .. options])).Exits(4);
        Assert.Contains(because, run.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(run.Output);
    }

    [Fact]
    public Task A_name_that_is_no_backend_is_refused() => Refused("nosuch", "neither a built-in backend");

    [Fact]
    public Task A_path_without_a_file_is_refused() => Refused("/nonexistent/libvendor.so", "no file");

    [Fact]
    public async Task A_relative_path_is_refused()
    {
        var run = (await Tool.Run("certify", "./libvendor.so")).Exits(4);
        Assert.Contains("absolute path", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_library_is_refused()
    {
        var file = Path.Combine(TestFolder.New("library"), "libtext.so");
        await File.WriteAllTextAsync(file, "not a library", TestContext.Current.CancellationToken);
        await Refused(file, "no ELF");
    }

    [Fact]
    public Task A_library_without_the_export_is_refused() => Refused(CPlugin.Compile("noexport", "int x;"), "tg_plugin_v1");

    [Fact]
    public Task A_plugin_of_another_major_is_refused() =>
        Refused(CPlugin.Compile("major", "static tg_api api;\n" + Entry + "api.size = sizeof api; api.abi = 2u << 16; api.name = \"x\"; *out = &api; return TG_OK; }"), "major");

    [Fact]
    public Task A_truncated_table_is_refused() =>
        Refused(CPlugin.Compile("truncated", "static tg_api api;\n" + Entry + "api.size = 64; api.abi = TG_ABI; api.name = \"x\"; *out = &api; return TG_OK; }"), "table");

    [Fact]
    public Task A_required_slot_that_is_null_is_refused_by_name() =>
        Refused(CPlugin.Compile("nullslot", "static tg_api api;\n" + Entry + "api.size = sizeof api; api.abi = TG_ABI; api.name = \"x\"; *out = &api; return TG_OK; }"), "device_info");

    [Fact]
    public Task A_backend_that_crashes_at_load_is_named() =>
        Refused(CPlugin.Compile("crash", "__attribute__((constructor)) static void boom(void) { abort(); }\n" + Entry + "*out = 0; return TG_INTERNAL; }"), "SIGABRT");

    [Theory]
    [InlineData("*(volatile int*)8 = 1;", "SIGSEGV (segmentation fault), in device_info")]
    [InlineData("sleep(600);", "in device_info; the process was killed")]
    public Task A_slot_that_crashes_or_hangs_is_named(string body, string because)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the memory in which calls are noted is Linux's");
        string[] slots = ["device_open", "device_close", "buffer_alloc", "buffer_free", "buffer_map", "buffer_unmap", "graph_query", "program_create", "program_destroy", "program_info", "execute"];
        return Refused(CPlugin.Compile("slot", $"static tg_api api;\nstatic tg_status TG_CALL describe(const tg_probe* p, tg_device_info* i, tg_error* e) {{ (void)p; (void)i; (void)e; {body} return TG_INTERNAL; }}\nstatic void never(void) {{ abort(); }}\n"
            + $"{Entry}api.size = sizeof api; api.abi = TG_ABI; api.name = \"x\"; api.device_info = describe; {string.Concat(slots.Select(slot => $"*(void (**)(void))&api.{slot} = never; "))}*out = &api; return TG_OK; }}"), because, Hurried);
    }

    [Fact]
    public Task A_Cpp_name_is_recognised() =>
        Refused(CPlugin.Compile("mangled", "TG_EXPORT int _Z12tg_plugin_v1jPPK6tg_apiP8tg_error(void);\nTG_EXPORT int _Z12tg_plugin_v1jPPK6tg_apiP8tg_error(void) { return 0; }"), "extern \"C\"");

    [Fact]
    public Task A_backend_that_hangs_at_load_is_killed_and_named() =>
        Refused(CPlugin.Compile("hang", "__attribute__((constructor)) static void stall(void) { sleep(600); }\n" + Entry + "*out = 0; return TG_INTERNAL; }"), "did not load", Hurried);
}
