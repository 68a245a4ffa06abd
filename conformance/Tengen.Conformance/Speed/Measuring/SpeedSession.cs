// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Workers;
using Tengen.Host;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Speed.Measuring;

/// <summary>An open device with programs ready in slots. One thread; disposed before the process ends.</summary>
internal sealed class SpeedSession : IDisposable
{
    private readonly Device _device;
    private readonly string _nonce;
    private readonly Dictionary<int, TimedProgram> _slots = [];
    private readonly Dictionary<(string Path, ulong Seed), NetworkValues> _networks = [];
    private readonly CacheFlush _flush = new();

    /// <exception cref="SubjectException">The plugin cannot be loaded, or refuses to open its device.</exception>
    public SpeedSession(WorkerSettings settings)
    {
        try
        {
            var library = PluginLibrary.Load(settings.Backend, settings.Layers);
            _device = library.Open(settings.DeviceIndex, new DeviceOptions { Settings = settings.Options.ToImmutableDictionary() });
        }
        catch (Exception e) when (e is PluginLoadException or TengenException)
        {
            throw new SubjectException(e.Message, e);
        }
        _nonce = settings.Nonce;
        Device = new SpeedDevice($"{PlainText.Line(_device.Name)}: {PlainText.Line(_device.Library.Name)}", _device.Description.Kind.ToString().ToLowerInvariant(), _device.Description.Is(DeviceFlags.Simulated), DeviceIdentity.Of(_device.Description));
    }

    public SpeedDevice Device { get; }

    /// <exception cref="TengenException">The device refused or failed.</exception>
    public SpeedReply Answer(SpeedRequest request)
    {
        if (request.Prepare is { } prepare)
            return Prepare(prepare);
        if (request.WarmUp is { } warmed)
            return new SpeedReply { WarmUp = WarmUp.Of(_slots[warmed].Execute).Run() };
        if (request.Sample is { } sample)
            return new SpeedReply { Sample = _slots[sample.Slot].Sample(sample, _flush) };
        if (request.Check is { } slot)
            return new SpeedReply { Check = _slots[slot].Check() };
        Clear();
        return new SpeedReply();
    }

    public void Dispose()
    {
        Clear();
        _flush.Dispose();
        _device.Dispose();
    }

    private SpeedReply Prepare(PrepareRequest request)
    {
        Free(request.Slot);
        TimedWork work;
        try
        {
            work = request.Model is { } part ? Values(part).Part(request.Case, part.Layer) : TimedWork.Of(Case.Parse(request.Case).Materialise(_nonce), request.Weights);
        }
        catch (DeclinedNetworkException e)
        {
            return new SpeedReply { Declined = e.Message };
        }
        foreach (var support in GraphQuery.Run(_device, work.Graph).Nodes)
            if (!support.IsClaimed)
                return new SpeedReply { Declined = support.ToString() };
        var program = _slots[request.Slot] = new TimedProgram(_device, work);
        var warmUp = WarmUp.Of(program.Execute);
        return new SpeedReply { WarmUp = warmUp.Run(), Batch = warmUp.Batch(request.BatchSeconds) };
    }

    private NetworkValues Values(ModelPart part)
    {
        if (!_networks.TryGetValue((part.Path, part.Seed), out var values))
            _networks[(part.Path, part.Seed)] = values = new NetworkValues(_device, part.Path, part.Seed);
        return values;
    }

    private void Clear()
    {
        foreach (var slot in _slots.Keys.ToArray())
            Free(slot);
    }

    private void Free(int slot)
    {
        if (_slots.Remove(slot, out var program))
            program.Dispose();
    }
}
