// SPDX-License-Identifier: Apache-2.0
using Tengen.Cli.Display;
using Tengen.Conformance.Speed.Sets;
using Tengen.Graph;
using Tengen.Interop.Onnx;

namespace Tengen.Cli.Commands;

/// <summary>The model that <c>bench --model</c> names.</summary>
internal static class BenchModel
{
    /// <exception cref="UsageException">There is no such file, or it is no model that can be run.</exception>
    public static IReadOnlyList<BenchItem> Items(FileInfo file)
    {
        if (!file.Exists)
            throw new UsageException(Directory.Exists(file.FullName) ? $"'{file.FullName}' is a folder, not a model" : $"there is no model '{file.FullName}'", "name an ONNX file");
        try
        {
            Terminal.Say($"counting the operations of {file.FullName}");
            return ModelSet.Of(file.FullName);
        }
        catch (OnnxException e)
        {
            throw new UsageException(e.Message, "the file is damaged, or no ONNX model");
        }
        catch (GraphException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
