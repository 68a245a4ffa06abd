// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using Tengen.Abi;

namespace Tengen.Host.Tests;

/// <summary>The plugin's side of an open fake device.</summary>
internal sealed unsafe class FakeDevice(FakeScript script, tg_host* host, nint[] contexts)
{
    private readonly tg_host* _host = host;

    public FakeScript Script => script;

    /// <summary>Everything that execute was called with.</summary>
    public ConcurrentQueue<FakeSubmission> Seen { get; } = new();

    public void Complete(int queue, ulong ticket) => Complete(queue, ticket, Status.Ok);

    public void Complete(int queue, ulong ticket, Status status, string? text = null, string? rule = null) =>
        CompleteContext(contexts[queue], ticket, status, text, rule);

    public void CompleteContext(nint context, ulong ticket, Status status, string? text = null, string? rule = null)
    {
        fixed (byte* textBytes = text is null ? null : Encoding.UTF8.GetBytes(text + "\0"))
        fixed (byte* ruleBytes = rule is null ? null : Encoding.UTF8.GetBytes(rule + "\0"))
        {
            var completion = new tg_completion { size = (uint)sizeof(tg_completion), status = status.Code, text = textBytes, rule = ruleBytes, ticket = ticket };
            _host->complete(_host, (void*)context, &completion);
        }
    }

    public void Log(uint level, string text)
    {
        fixed (byte* bytes = Encoding.UTF8.GetBytes(text + "\0"))
            _host->log(_host, level, bytes);
    }

    public nint Handle => GCHandle.ToIntPtr(GCHandle.Alloc(this));

    public static FakeDevice Of(tg_device* device) => (FakeDevice)GCHandle.FromIntPtr((nint)device).Target!;
}
