// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host;

/// <summary>Why a plugin was not loaded.</summary>
public enum LoadFailure
{
    /// <summary>The path is not absolute (TG-H-1).</summary>
    RelativePath,

    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>The file is no library of this machine: not ELF, another architecture, a static archive, a truncated file.</summary>
    NotALibrary,

    /// <summary>It is a .NET assembly, and this process is a NativeAOT program, which has no runtime to load one into.</summary>
    NeedsRuntime,

    /// <summary>The system's loader refused it: a missing dependency, an unresolved symbol.</summary>
    Refused,

    /// <summary>It does not export <c>tg_plugin_v1</c>.</summary>
    NoEntry,

    /// <summary>It exports <c>tg_</c> symbols beside <c>tg_plugin_v1</c> (TG-P-1).</summary>
    ForeignSymbols,

    /// <summary>The entry answered an error.</summary>
    EntryFailed,

    /// <summary>The table speaks another major version.</summary>
    ForeignMajor,

    /// <summary>There is no table, or it is too short for its required slots (TG-P-2).</summary>
    BadTable,

    /// <summary>A required slot or the name is NULL (TG-P-2).</summary>
    MissingSlot,
}

/// <summary>A plugin that was not loaded.</summary>
public sealed class PluginLoadException(LoadFailure failure, string path, string text, Exception? inner = null)
    : Exception($"{path}: {text}", inner)
{
    public LoadFailure Failure { get; } = failure;

    public string Path { get; } = path;

    /// <summary>What is wrong and what to do, for a person.</summary>
    public string Text { get; } = text;
}
