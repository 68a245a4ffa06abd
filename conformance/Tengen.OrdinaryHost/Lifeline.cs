// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.IO.Pipelines;

namespace Tengen.OrdinaryHost;

/// <summary>
/// What comes through standard input, read ahead by a thread of its own: when whoever started the process is gone, the process ends, also while
/// a plugin does not come back from a call.
/// </summary>
internal static class Lifeline
{
    /// <summary>How long the process may take to end by itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Ends with <paramref name="source"/>, which it reads from here on.</summary>
    public static Stream Of(Stream source)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        new Thread(() => Carry(source, pipe.Writer)) { IsBackground = true }.Start();
        return pipe.Reader.AsStream();
    }

    private static void Carry(Stream source, PipeWriter writer)
    {
        using (var target = writer.AsStream())
            source.CopyTo(target);
        Thread.Sleep(Grace);
        Process.GetCurrentProcess().Kill();
    }
}
