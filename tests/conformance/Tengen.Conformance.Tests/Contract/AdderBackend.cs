// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Conformance.Tests.Contract;

using Graph = Tengen.Graph.Graph;

/// <summary>An honest asynchronous device that takes Add of f32 and offers all that submission cases ask for.</summary>
internal sealed class AdderBackend : Backend
{
    public override string Name => "adder";

    public override int DeviceCount => 1;

    public override Offers Offers => Offers.Copy | Offers.Wait | Offers.Cancel | Offers.Stats | Offers.Timelines | Offers.Save | Offers.BlobCheck;

    public override ImmutableArray<string> DeviceOptions => [AdderDevice.LoseAfter];

    public override DeviceInfo Describe(int index, OptionSet options) => new()
    {
        Name = "adder",
        Vendor = "tests",
        Fingerprint = "1",
        Flags = DeviceFlags.Async | DeviceFlags.Waits,
        Queues = [.. new[] { 0, 1 }.Select(engine => new QueueInfo(QueueFlags.Execute | QueueFlags.Copy | QueueFlags.Timestamps | QueueFlags.Waits, engine, MaxPending: 32))],
        Formats = [new FormatInfo(AdderProgram.Format, 1, 1)],
        ArgumentKinds = ArgumentKinds.Host,
        MaxBufferBytes = 1 << 30,
    };

    public override Device Open(OpenRequest request) => new AdderDevice(request);

    public override BlobVerdict CheckBlob(int index, string format, ReadOnlySpan<byte> bytes, OptionSet options) =>
        format == AdderProgram.Format && AdderProgram.IsWhole(bytes) ? BlobVerdict.Optimal : BlobVerdict.Unusable;
}

internal sealed unsafe class AdderDevice : Device
{
    public const string LoseAfter = "lose_after";
    private readonly WorkerQueue[] _workers;
    private readonly int _losing;
    private int _begun;

    public AdderDevice(OpenRequest request) : base(request)
    {
        _losing = request.Options.Int(LoseAfter, whenAbsent: 0, min: 0);
        _workers = [.. Enumerable.Range(0, request.Queues.Length).Select(queue => new WorkerQueue(this, queue))];
    }

    public void Begin()
    {
        if (_losing > 0 && Interlocked.Increment(ref _begun) >= _losing)
            throw new PluginException(Status.DeviceLost, "adder:loss", "lost as the option says");
    }

    public override IReadOnlyList<Support> Query(Graph graph, OptionSet options) =>
        [.. graph.Nodes.Select(node => Refusal(graph, node) is { } refusal ? refusal : Support.Yes)];

    private static Support? Refusal(Graph graph, Node node)
    {
        if (node is not { Domain: "", Op: "Add", Version: 14, Attributes.Count: 0, Inputs.Length: 2, Outputs.Length: 1 } || node.Inputs.Concat(node.Outputs).Contains(Node.Absent))
            return Support.No(Why.Op, $"{node} is not Add");
        var values = node.Inputs.Concat(node.Outputs).Select(index => graph.Values[index]).ToList();
        if (values.Exists(value => value.Type != DType.Float32))
            return Support.No(Why.DType, "Add takes f32");
        if (values.Exists(value => !value.Shape.HasRank || !value.Shape.IsStatic))
            return Support.IfStatic("Add takes numbers as dims");
        if (values.Exists(value => !value.Shape.Dims.SequenceEqual(values[0].Shape.Dims)))
            return Support.No(Why.Shape, "Add takes equal shapes");
        return Shape.CountOf(values[0].Shape.Dims.AsSpan()) > 1 << 24 ? Support.No(Why.Size, "that many elements are too many") : null;
    }

    public override Plugin.Program Compile(CompileRequest request) => request.Graphs.Length == 1
        ? new AdderProgram(this, ProgramEntry.Of(request.Graphs[0], alignment: 4))
        : throw new PluginException(Status.Unsupported, "adder:graphs", "a program is one graph");

    public override Plugin.Program Load(LoadRequest request) => new AdderProgram(this, AdderProgram.Read(request.Bytes));

    public override Submitted Submit(Plugin.Program? program, in Plugin.Submission submission) => _workers[submission.Queue].Post(program, in submission);

    public override Submitted Copy(in CopySubmission copy) => _workers[copy.Queue].Post(in copy);

    protected override void Transfer(in CopySubmission copy)
    {
        var from = (copy.Source is null ? copy.HostSource : copy.Source.HostPointer) + copy.SourceOffset;
        var to = (copy.Destination is null ? copy.HostDestination : copy.Destination.HostPointer) + copy.DestinationOffset;
        Buffer.MemoryCopy(from, to, copy.Bytes, copy.Bytes);
    }

    public override bool Cancel(int queue, ulong ticket) => _workers[queue].Cancel(ticket);

    protected override void EndWork()
    {
        foreach (var worker in _workers)
            worker.Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        EndWork();
        base.Dispose(disposing);
    }
}

internal sealed unsafe class AdderProgram(AdderDevice device, ProgramEntry entry) : Plugin.Program([entry])
{
    public const string Format = "tests.adder";

    /// <summary>Elements and their complement.</summary>
    public override void Save(Stream sink)
    {
        var elements = Shape.CountOf(entry.Arguments[0].Shape.Dims.AsSpan());
        sink.Write(MemoryMarshal.AsBytes<long>([elements, ~elements]));
    }

    public static bool IsWhole(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 2 * sizeof(long) && MemoryMarshal.Cast<byte, long>(bytes) is var words && words[0] == ~words[1];

    public static ProgramEntry Read(ReadOnlySpan<byte> bytes)
    {
        if (!IsWhole(bytes))
            throw new PluginException(Status.InvalidArgument, "adder:blob", "the bytes are damaged");
        var builder = new GraphBuilder("sum");
        var shape = new Shape(MemoryMarshal.Cast<byte, long>(bytes)[0]);
        int a = builder.Input("a", DType.Float32, shape), b = builder.Input("b", DType.Float32, shape), sum = builder.Value("sum", DType.Float32, shape);
        builder.Node("Add", 14, [a, b], [sum]);
        builder.Output(sum);
        return ProgramEntry.Of(builder.Build(), alignment: 4);
    }

    public override void Execute(in Plugin.Submission submission)
    {
        device.Begin();
        TwistedPlugin.Twist.Working?.Invoke(submission.Queue);
        float* a = (float*)submission.Inputs[0].Pointer, b = (float*)submission.Inputs[1].Pointer, sum = (float*)submission.Outputs[0].Pointer;
        for (var i = 0; i < submission.Outputs[0].Count; i++)
            sum[i] = a[i] + b[i];
    }
}
