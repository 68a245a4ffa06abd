// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Cli.Commands;

/// <summary>Something the user named does not exist or cannot be read. Exit code 2.</summary>
internal sealed class UsageException(string message, string? next = null) : Exception(message)
{
    public string? Next { get; } = next;
}
