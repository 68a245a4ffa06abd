// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host.Tests;

/// <summary>Copies between buffers move exactly the range given, by whatever way the plugin offers.</summary>
public sealed class CopyTests
{
    [Fact]
    public void A_plugin_without_copy_is_copied_through_mappings()
    {
        using var device = new FakeScript().Open();
        Assert.Equal([9, 9, 2, 3, 9, 9], Copied(device));
    }

    [Fact]
    public void A_C_backend_copies()
    {
        using var device = Plugins.Tiny.Open();
        Assert.Equal([9, 9, 2, 3, 9, 9], Copied(device));
        Assert.Empty(device.Violations);
    }

    [Fact]
    public void Within_one_buffer_the_ranges_may_touch()
    {
        using var device = new FakeScript().Open();
        using var buffer = DeviceBuffer.Allocate(device, 4);
        buffer.Write([1, 2, 3, 4]);
        device.Queues[0].Copy(buffer, 0, buffer, 1, 3).Join();
        var result = new byte[4];
        buffer.Read(result);
        Assert.Equal([1, 1, 2, 3], result);
    }

    private static byte[] Copied(Device device)
    {
        using var source = DeviceBuffer.Allocate(device, 4);
        using var destination = DeviceBuffer.Allocate(device, 6);
        source.Write([1, 2, 3, 4]);
        destination.Write([9, 9, 9, 9, 9, 9]);
        device.Queues[0].Copy(source, 1, destination, 2, 2).Join();
        var result = new byte[6];
        destination.Read(result);
        return result;
    }
}
