// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;

namespace Tengen.Backends.OpenCl.Kernels;

/// <summary>Program texts: definitions, then <c>common.cl</c>, then kernel files. Equal arguments give equal texts.</summary>
internal static class KernelSource
{
    /// <param name="files">Embedded kernel files, joined by +.</param>
    /// <param name="compute">Gives the type C that the kernels compute in.</param>
    /// <param name="hasDouble">The device has fp64.</param>
    /// <param name="operands">Letters of the operands and their element types.</param>
    /// <param name="defines">Further macros.</param>
    public static string Of(string files, ElementType compute, bool hasDouble, ReadOnlySpan<(string Letter, ElementType Type)> operands, params ReadOnlySpan<string> defines)
    {
        var text = new StringBuilder();
        text.Append($"#define C {compute.Compute}\n");
        if (hasDouble)
            text.Append("#define FP64\n");
        if (!compute.IsFloat)
            text.Append($"#define INTEGERS\n#define U {compute.Unsigned}\n");
        if (compute.IsSigned)
            text.Append("#define SIGNED\n");
        if (compute.Compute == "double")
            text.Append("#define WIDE\n");
        if (compute.Lanes > 0)
            text.Append($"#define LANES {compute.Lanes}\n#define V {compute.Compute}{compute.Lanes}\n#define VLOAD vload{compute.Lanes}\n#define VSTORE vstore{compute.Lanes}\n");
        foreach (var (letter, type) in operands)
        {
            text.Append($"#define {letter}_T {type.Storage}\n#define {letter}_GET(p, i) {type.Get}\n#define {letter}_SET(p, i, v) {type.Set}\n");
            if (type.Lanes > 0)
                text.Append($"#define {letter}_GET_LANES(p, i) {type.GetLanes}\n#define {letter}_SET_LANES(p, i, v) {type.SetLanes}\n");
        }
        foreach (var define in defines)
            text.Append($"#define {define}\n");
        text.Append(Read("common.cl"));
        foreach (var part in files.Split('+'))
            text.Append(Read(part));
        return text.ToString();
    }

    /// <summary>Changes whenever a kernel file does.</summary>
    public static string Digest { get; } = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(
        typeof(KernelSource).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".cl", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)))))[..16];

    private static string Read(string file)
    {
        using var stream = typeof(KernelSource).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"kernel file {file} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
