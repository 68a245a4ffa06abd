// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Interop.Onnx.Wire;

namespace Tengen.Interop.Onnx.Tensors;

/// <summary>
/// The files beside a model that hold its weights, each opened once, however it is spelled. A location must lie in the model's directory: relative, without
/// <c>..</c>, and no part of it a symbolic link. Source: ONNX, "External Data".
/// </summary>
internal sealed class ExternalFiles(string? directory)
{
    private readonly Dictionary<string, Storage> _files = new(StringComparer.Ordinal);

    /// <param name="location">The path as the model writes it.</param>
    /// <param name="refuse">Makes the error of the tensor that refers to it.</param>
    public Storage Open(string location, Func<string, OnnxException> refuse)
    {
        if (directory is null)
            throw refuse($"external data '{location}': a model read from memory has no directory");
        var parts = location.Split('/', '\\');
        if (location.Length == 0 || Path.IsPathRooted(location) || parts.Contains("..") || location.Contains(':') || location.Any(char.IsControl))
            throw refuse($"external data '{location}' is no plain path inside the model's directory");
        parts = [.. parts.Where(part => part.Length > 0 && part != ".")];
        var plain = string.Join('/', parts);
        if (_files.TryGetValue(plain, out var known))
            return known;
        try
        {
            var path = directory;
            foreach (var part in parts)
            {
                path = Path.Combine(path, part);
                if (new FileInfo(path).LinkTarget is not null)
                    throw refuse($"external data '{location}': '{part}' is a symbolic link, which may lead out of the model's directory");
            }
            return _files[plain] = InputFile.Open(path);
        }
        catch (OnnxException cause) when (cause.Field.Length == 0)
        {
            throw refuse($"external data '{location}' {cause.Reason}");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw refuse($"external data '{location}': {cause.Message}");
        }
    }
}
