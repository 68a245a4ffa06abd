// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Cli.Backends;

/// <summary>What the user named is no backend. Exit code 4.</summary>
internal sealed class BackendNotFoundException(string message, string next) : Exception(message)
{
    /// <summary>What to do about it.</summary>
    public string Next { get; } = next;
}
