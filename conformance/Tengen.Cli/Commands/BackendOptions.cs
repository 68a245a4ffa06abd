// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.CommandLine.Parsing;
using Tengen.Cli.Backends;
using Tengen.Conformance.Workers;
using Tengen.Reference.Cases;

namespace Tengen.Cli.Commands;

/// <summary>The arguments by which every verb names a backend: the plugin, which of its devices, and the device's options.</summary>
internal sealed class BackendOptions
{
    public Argument<string> Backend { get; } = new("backend")
    {
        Description = "A built-in backend (cpu, opencl, tiny, null), 'reference', or the absolute path of a plugin.",
        HelpName = "backend",
    };

    public Option<int> Device { get; } = new("--device") { Description = "Index of the device in the plugin.", DefaultValueFactory = _ => 0 };

    public Option<string[]> Options { get; } = new("--option") { Description = "A device option, key=value. May be repeated.", DefaultValueFactory = _ => [] };

    public Option<string[]> Layers { get; } = new("--layer")
    {
        Description = "A layer between host and backend: validate, delay, pass, or an absolute path. May be repeated; the first one is called first.",
        DefaultValueFactory = _ => [],
        HelpName = "layer",
    };

    public Option<string> Nonce { get; } = new("--nonce") { Description = "Goes into the seed of every case.", DefaultValueFactory = _ => Case.DailyNonce };

    public BackendOptions()
    {
        Options.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (token.Value.IndexOf('=', StringComparison.Ordinal) < 1)
                    result.AddError($"--option takes key=value, not '{token.Value}'");
        });
        Device.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
                result.AddError("--device takes an index from 0");
        });
        Layers.CompletionSources.Add(BackendLocator.Layers);
        Backend.CompletionSources.Add("cpu", "opencl", "tiny", "null", BackendLocator.Reference);
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(Backend);
        AddOptionsTo(command);
    }

    public void AddOptionsTo(Command command)
    {
        command.Options.Add(Device);
        command.Options.Add(Options);
        command.Options.Add(Layers);
        command.Options.Add(Nonce);
    }

    public WorkerSettings Settings(ParseResult parsed, string backend) =>
        new(BackendLocator.Resolve(backend), parsed.GetValue(Device), Pairs(parsed), parsed.GetRequiredValue(Nonce), LayerPaths(parsed, backend));

    /// <summary>The layers' absolute paths.</summary>
    public IReadOnlyList<string> LayerPaths(ParseResult parsed, string? backend = null)
    {
        var layers = parsed.GetRequiredValue(Layers);
        return layers.Length > 0 && backend == BackendLocator.Reference
            ? throw new UsageException("--layer goes with a plugin: the oracle has no ABI to stand between")
            : [.. layers.Select(BackendLocator.ResolveLayer)];
    }

    /// <summary>What must follow a verb, backend and case to run under the same conditions: empty under the default ones.</summary>
    public string Again(ParseResult parsed)
    {
        var words = Pairs(parsed).Select(pair => $" --option '{pair.Key}={pair.Value}'").ToList();
        words.AddRange(parsed.GetRequiredValue(Layers).Select(layer => $" --layer '{layer}'"));
        if (parsed.GetValue(Device) is not 0 and var device)
            words.Add($" --device {device}");
        if (parsed.GetRequiredValue(Nonce) is not Case.DailyNonce and var nonce)
            words.Add($" --nonce '{nonce}'");
        return string.Concat(words);
    }

    /// <summary>The device options by key.</summary>
    public SortedDictionary<string, string> Pairs(ParseResult parsed)
    {
        var pairs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in parsed.GetRequiredValue(Options))
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            pairs[text[..at]] = text[(at + 1)..];
        }
        return pairs;
    }
}
