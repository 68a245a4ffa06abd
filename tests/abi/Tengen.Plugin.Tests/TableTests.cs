// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Plugin.Tests;

public sealed unsafe class TableTests
{
    [Fact]
    public void The_table_has_the_required_slots_and_the_offered_ones_alone()
    {
        var api = Session.Api;
        Assert.Equal(Tg.TG_ABI, api->abi);
        Assert.Equal((uint)sizeof(tg_api), api->size);
        Assert.Equal("sample 1.0", Marshal.PtrToStringUTF8((nint)api->name));
        Assert.True(api->device_info != null && api->execute != null && api->program_infer != null && api->wait != null && api->cancel != null);
        Assert.True(api->program_save == null && api->buffer_import == null && api->device_set == null && api->blob_check == null);
    }

    [Fact]
    public void The_same_table_is_given_every_time()
    {
        var first = Session.Api;
        tg_api* again;
        Assert.Equal(Tg.TG_OK, PluginTable.Give(static () => throw new InvalidOperationException("made twice"), Tg.TG_ABI | 7, &again, null));
        Assert.True(again == first);
    }

    [Fact]
    public void A_host_of_another_major_is_told_so()
    {
        using var session = new Session();
        tg_api* api;
        Assert.Equal(Tg.TG_INCOMPATIBLE, PluginTable.Give(static () => new SampleBackend(), 2u << 16, &api, session.Error));
        Assert.Contains("2.0", session.Text, StringComparison.Ordinal);
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, PluginTable.Give(static () => new SampleBackend(), Tg.TG_ABI, null, session.Error));
    }
}
