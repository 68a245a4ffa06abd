// SPDX-License-Identifier: Apache-2.0
using Tengen.Host;
using Tengen.OrdinaryHost;

var (requests, replies) = StandardStreams.Claim();
var from = new WireReader(new BinaryReader(Lifeline.Of(requests)));
var to = new WireWriter(new BinaryWriter(new BufferedStream(replies, 1 << 16)));
try
{
    OpenDevice device;
    try
    {
        device = OpenDevice.Of(DeviceRequest.Read(from));
    }
    catch (Exception e) when (e is TengenException or PluginLoadException)
    {
        new Answer.Failed(false, "", e.Message).Write(to);
        return;
    }
    using (device)
    {
        new Answer.Opened(device.Description).Write(to);
        while (true)
            device.Run(RunRequest.Read(from)).Write(to);
    }
}
catch (EndOfStreamException)
{
}
