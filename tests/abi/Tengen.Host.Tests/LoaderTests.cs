// SPDX-License-Identifier: Apache-2.0
using Tengen.Tests;

namespace Tengen.Host.Tests;

/// <summary>Files that are no plugins, or wrong ones, are refused with the reason. The C files are compiled when the test runs.</summary>
public sealed class LoaderTests
{
    private readonly string _folder = TestFolder.New("loader");

    [Fact]
    public void A_relative_path() => Refused(LoadFailure.RelativePath, "plugins/cpu.so");

    [Fact]
    public void A_missing_file() => Refused(LoadFailure.Missing, Path.Combine(_folder, "none.so"));

    [Fact]
    public void A_text_file() => Refused(LoadFailure.NotALibrary, Write("text.so", "not a library"u8.ToArray()));

    [Fact]
    public void An_empty_file() => Refused(LoadFailure.NotALibrary, Write("empty.so", []));

    [Fact]
    public void A_dll_that_is_no_assembly() => Refused(LoadFailure.NotALibrary, Write("text.dll", "not an assembly"u8.ToArray()));

    [Fact]
    public void An_assembly_without_an_entry() => Refused(LoadFailure.NoEntry, typeof(Tengen.Graph.Graph).Assembly.Location);

    [Fact]
    public void A_library_of_another_machine()
    {
        var bytes = File.ReadAllBytes(Compile("good", Table("")));
        bytes[18] = 0xF7;
        Assert.Contains("machine", Refused(LoadFailure.NotALibrary, Write("foreign.so", bytes)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_library()
    {
        var bytes = File.ReadAllBytes(Compile("good", Table("")));
        foreach (var length in new[] { 10, 63, 64, 500, bytes.Length / 2, bytes.Length - 1 })
            Refused(LoadFailure.NotALibrary, Write($"cut{length}.so", bytes[..length]));
    }

    [Fact]
    public void A_library_without_the_entry() => Refused(LoadFailure.NoEntry, Compile("none", "int nothing(void) { return 0; }"));

    [Fact]
    public void A_library_that_exports_more() =>
        Assert.Contains("tg_helper", Refused(LoadFailure.ForeignSymbols, Compile("more", Table("") + "TG_EXPORT int tg_helper(void) { return 0; }")).Text, StringComparison.Ordinal);

    [Fact]
    public void A_library_with_a_missing_dependency() =>
        Refused(LoadFailure.Refused, Compile("unresolved", Table("missing_function();", "extern void missing_function(void);")));

    [Fact]
    public void An_entry_that_fails_says_why() => Assert.Contains("no licence", Refused(LoadFailure.EntryFailed, Compile("fails",
        "TG_EXPORT tg_status TG_CALL tg_plugin_v1(uint32_t abi, const tg_api** out, tg_error* error) { return tg_fail(error, TG_UNSUPPORTED, 0, \"no licence\"); }")).Text, StringComparison.Ordinal);

    [Fact]
    public void Another_major_version() => Refused(LoadFailure.ForeignMajor, Compile("major", Table("table.abi = 2u << 16;")));

    [Fact]
    public void A_table_cut_short() => Refused(LoadFailure.BadTable, Compile("short", Table("table.size = 96;")));

    [Fact]
    public void No_table() => Refused(LoadFailure.BadTable, Compile("null", Table("*out = 0; return TG_OK;")));

    [Theory]
    [InlineData("device_info")]
    [InlineData("execute")]
    [InlineData("name")]
    public void A_required_slot_that_is_NULL(string slot) =>
        Assert.Contains(slot, Refused(LoadFailure.MissingSlot, Compile($"slot-{slot}", Table($"table.{slot} = 0;"))).Text, StringComparison.Ordinal);

    [Fact]
    public void A_newer_minor_with_a_longer_table_is_loaded()
    {
        var library = PluginLibrary.Load(Compile("newer", "static tg_api table;" + """
            typedef struct { tg_api known; void* later[2]; } newer;
            static newer long_table;
            static tg_status stub(void) { return TG_UNSUPPORTED; }
            TG_EXPORT tg_status TG_CALL tg_plugin_v1(uint32_t abi, const tg_api** out, tg_error* error) {
                void** slot = (void**)&long_table.known.device_info;
                for (int i = 0; i < 12; i++) slot[i] = (void*)stub;
                long_table.known.size = sizeof long_table; long_table.known.abi = TG_ABI + 1; long_table.known.name = "newer";
                long_table.later[0] = (void*)stub; *out = &long_table.known; return TG_OK;
            }
            """));
        Assert.Equal("newer", library.Name);
        Assert.Equal(StatusClass.Declined, Assert.Throws<TengenException>(() => library.Devices()).Status.Class);
    }

    [Fact]
    public void An_assembly_with_one_entry_is_loaded_once_into_a_context_of_its_own()
    {
        var path = typeof(FakePlugin).Assembly.Location;
        var library = PluginLibrary.Load(path);
        Assert.Equal("fake", library.Name);
        Assert.Null(library.Describe(1, null, out _));
        Assert.Same(library, PluginLibrary.Load(path));
        Assert.True(AppDomain.CurrentDomain.GetAssemblies().Count(assembly => assembly.Location == path) > 1);
    }

    private static PluginLoadException Refused(LoadFailure failure, string path)
    {
        var exception = Assert.Throws<PluginLoadException>(() => PluginLibrary.Load(path));
        Assert.Equal(failure, exception.Failure);
        Assert.Equal(path, exception.Path);
        return exception;
    }

    private static string Table(string edit, string before = "") => before + """
        static tg_api table;
        static tg_status stub(void) { return TG_UNSUPPORTED; }
        TG_EXPORT tg_status TG_CALL tg_plugin_v1(uint32_t abi, const tg_api** out, tg_error* error) {
            void** slot = (void**)&table.device_info;
            for (int i = 0; i < 12; i++) slot[i] = (void*)stub;
            table.size = sizeof table; table.abi = TG_ABI; table.name = "made by a test"; *out = &table;
        """ + edit + " return TG_OK; }\n";

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static string Compile(string name, string code) => CCompiler.Plugin(name, "#include <tengen/tengen.h>\n" + code);
}
