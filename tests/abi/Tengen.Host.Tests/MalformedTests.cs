// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host.Tests;

/// <summary>What a plugin tells is checked before it is believed.</summary>
public sealed unsafe class MalformedTests
{
    public static TheoryData<string, string> Devices => new()
    {
        { "queues", "TG-P-13" }, { "stride", "TG-P-13" }, { "null", "TG-P-13" }, { "name", "TG-P-13" }, { "alignment", "TG-P-13" }, { "incompat", "TG-H-15" },
        { "symbols", "TG-P-34" }, { "pull", "TG-P-13" },
    };

    [Theory]
    [MemberData(nameof(Devices))]
    public void A_malformed_device_is_refused(string what, string rule)
    {
        var script = new FakeScript { EditDevice = (ref tg_device_info info) => Break(ref info, what) };
        Assert.Equal(rule, Assert.Throws<TengenException>(() => script.Open()).Rule);
    }

    public static TheoryData<string, string> Programs => new()
    {
        { "count", "TG-P-35" }, { "role", "TG-P-35" }, { "bytes", "TG-P-35" }, { "rank", "TG-P-13" }, { "stride", "TG-P-13" }, { "null", "TG-P-13" },
        { "dims", "TG-P-13" }, { "symbol", "TG-P-13" }, { "alignment", "TG-P-13" }, { "alias", "TG-P-35" }, { "incompat", "TG-H-15" }, { "numerics", "TG-P-13" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_malformed_program_is_refused_and_destroyed(string what, string rule)
    {
        var script = new FakeScript { EditProgram = (ref tg_program_info info, Span<tg_arg_info> args) => Break(ref info, args, what) };
        using var device = script.Open();
        Assert.Equal(rule, Assert.Throws<TengenException>(() => CompiledProgram.Create(device, Graphs.Add(4))).Rule);
        Assert.Equal(["program"], script.Ended);
    }

    private static void Break(ref tg_device_info info, string what)
    {
        switch (what)
        {
            case "queues": info.queue_count = 0; break;
            case "stride": info.queue_stride = 12; break;
            case "null": info.format_count = 3; break;
            case "name": info.name = null; break;
            case "alignment": info.map_alignment = 48; break;
            case "incompat": info.incompat = 4; break;
            case "symbols": info.flags = Tg.TG_DEVICE_SYMBOLS; break;
            default: info.flags = Tg.TG_DEVICE_PULL; break;
        }
    }

    private static void Break(ref tg_program_info info, Span<tg_arg_info> args, string what)
    {
        switch (what)
        {
            case "count": info.arg_count = 1; break;
            case "role": args[1].role = 77; break;
            case "bytes": args[0].bytes = 15; break;
            case "rank": args[0].rank = 17; break;
            case "stride": info.arg_stride = 8192; break;
            case "null": info.args = null; break;
            case "dims": args[1].dims = null; break;
            case "symbol": *args[0].dims = -1; break;
            case "alignment": args[0].alignment = 3; break;
            case "alias": args[1].alias = 2; break;
            case "incompat": info.incompat = 1; break;
            default: info.numerics_count = uint.MaxValue; break;
        }
    }
}
