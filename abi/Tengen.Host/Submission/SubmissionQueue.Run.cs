// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

/// <content>Submitting and waiting in one.</content>
public sealed unsafe partial class SubmissionQueue
{
    /// <summary>
    /// Runs a program and returns when it has ended. On a device without ASYNC whose queue has nothing pending this allocates nothing; what the
    /// arguments name must then not be disposed before it returns.
    /// </summary>
    /// <exception cref="TengenException">The submission failed.</exception>
    /// <exception cref="ObjectDisposedException">The program or a buffer is disposed.</exception>
    public void Run(CompiledProgram program, ReadOnlySpan<Argument> arguments) => Run(program, arguments, Timeout.InfiniteTimeSpan);

    /// <summary>
    /// The same, but no longer than <paramref name="patience"/>: then the device is asked to cancel and <c>TG-P-18</c> is thrown. The submission may
    /// still be pending, so host arguments must then live as long as the device; buffers and program may be disposed at any time.
    /// </summary>
    public void Run(CompiledProgram program, ReadOnlySpan<Argument> arguments, TimeSpan patience)
    {
        if (TryBlocking(program, arguments))
            return;
        var ticket = Submit(program, arguments);
        if (ticket.Wait(patience) is not { } end)
        {
            ticket.Cancel();
            throw TengenException.Broken(ticket.ToString(), "TG-P-18", $"it was accepted and not reported within {patience.TotalSeconds:0.###} s");
        }
        if (!end.IsOk)
            throw new TengenException(end.Status, ticket.ToString(), end.Rule, end.Text);
    }

    private bool TryBlocking(CompiledProgram program, ReadOnlySpan<Argument> arguments)
    {
        var words = NativeArguments.Words(arguments);
        if (Device.Description.Is(DeviceFlags.Async) || arguments.Length > StackArguments || words > StackWords)
            return false;
        var natives = stackalloc tg_arg[arguments.Length];
        var dims = stackalloc long[words];
        lock (_calls)
        {
            lock (Device.State)
                if (!IsIdle)
                    return false;
            ObjectDisposedException.ThrowIf(program.IsDisposed, program);
            foreach (ref readonly var argument in arguments)
                if (argument.Buffer is { } buffer)
                    ObjectDisposedException.ThrowIf(buffer.IsDisposed, buffer);
            NativeArguments.Fill(natives, dims, arguments);
            var desc = new tg_execute
            {
                size = (uint)sizeof(tg_execute),
                program = program.Handle,
                args = natives,
                queue = (uint)Number,
                arg_count = (uint)arguments.Length,
                arg_stride = (uint)sizeof(tg_arg),
                wait_stride = (uint)sizeof(tg_sync),
                signal_stride = (uint)sizeof(tg_sync),
            };
            Blocking(&desc);
        }
        GC.KeepAlive(program);
        foreach (ref readonly var argument in arguments)
            GC.KeepAlive(argument.Tensor);
        return true;
    }
}
