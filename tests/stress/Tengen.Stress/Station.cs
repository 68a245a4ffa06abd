// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Stress;

/// <summary>A device that is opened again when it was lost. Steps hold it shared, the reopening alone.</summary>
internal sealed class Station : IDisposable
{
    private readonly PluginLibrary _library;
    private readonly DeviceOptions _options;
    private readonly ConcurrentQueue<string> _violations = new();

    public Station(string name, PluginLibrary library, int queues, params (string Key, string Value)[] options)
    {
        (Name, _library) = (name, library);
        _options = new DeviceOptions
        {
            Settings = options.ToImmutableDictionary(option => option.Key, option => option.Value),
            Queues = [.. Enumerable.Range(0, queues).Select(_ => new QueueRequest())],
        };
        Open();
    }

    public string Name { get; }

    /// <summary>Its submissions may fail; what does not fail must be right all the same.</summary>
    public bool MayFail { get; init; }

    public ReaderWriterLockSlim Gate { get; } = new(LockRecursionPolicy.SupportsRecursion);

    public Device Device { get; private set; } = null!;

    public CompiledProgram Sum { get; private set; } = null!;

    /// <summary>How often it has been opened.</summary>
    public int Generation { get; private set; }

    public IEnumerable<string> Violations => _violations;

    /// <summary>Opens the device again when it is lost. The gate is not held.</summary>
    public void Repair()
    {
        if (!Device.IsLost)
            return;
        Gate.EnterWriteLock();
        try
        {
            if (!Device.IsLost)
                return;
            Close();
            Open();
        }
        finally
        {
            Gate.ExitWriteLock();
        }
    }

    public void Dispose()
    {
        Close();
        Gate.Dispose();
    }

    /// <summary>The plugin, or null when it is not built or has no device on this machine.</summary>
    public static PluginLibrary? TryLoad(string path)
    {
        if (!File.Exists(path))
            return null;
        var library = PluginLibrary.Load(path);
        return library.Describe(0, null, out var why) is null ? Skip(path, why) : library;
    }

    private static PluginLibrary? Skip(string path, string why)
    {
        Console.WriteLine($"without {Path.GetFileName(path)}: {why}");
        return null;
    }

    private void Open()
    {
        Device = _library.Open(0, _options);
        Sum = CompiledProgram.Create(Device, SumGraph());
        Generation++;
    }

    private void Close()
    {
        Device.Dispose();
        foreach (var violation in Device.Violations)
            _violations.Enqueue($"{Name}: {violation}");
    }

    private static Tengen.Graph.Graph SumGraph()
    {
        var builder = new GraphBuilder("sum");
        var a = builder.Input("a", DType.Float32, new Shape(Cell.Elements));
        var b = builder.Input("b", DType.Float32, new Shape(Cell.Elements));
        var sum = builder.Value("sum", DType.Float32, new Shape(Cell.Elements));
        builder.Node("Add", 14, [a, b], [sum]);
        builder.Output(sum);
        return builder.Build();
    }
}
