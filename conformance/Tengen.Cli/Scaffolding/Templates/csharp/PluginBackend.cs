using Tengen.Plugin;

namespace {{Name}};

/// <summary>What there is: one device.</summary>
internal sealed class {{Name}}Backend : Backend
{
    public override string Name => "{{name}} 0.1.0";

    public override int DeviceCount => 1;

    public override DeviceInfo Describe(int index, OptionSet options) => new()
    {
        Name = "{{name}}",
        Vendor = "{{vendor}}",
        Fingerprint = "{{name}}-1",
        Queues = [new QueueInfo(QueueFlags.Execute, MaxPending: 1)],
    };

    public override Device Open(OpenRequest request) => new {{Name}}Device(request);
}
