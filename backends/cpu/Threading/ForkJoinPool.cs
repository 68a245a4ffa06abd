// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Threading;

/// <summary>
/// A fork-join pool: the caller works too, helpers spin for a while before they sleep, and a helper that comes late is not waited for.
/// One job runs at a time; a caller that finds the pool taken does its items alone. <see cref="Run{TBody}"/> allocates nothing.
/// </summary>
internal sealed unsafe class ForkJoinPool : IDisposable
{
    private const int SpinsBeforeSleep = 2000;

    private readonly Helper[] _helpers;
    private int _taken;
    private volatile bool _stopping;
    private delegate*<void*, int, int, void> _invoke;
    private void* _body;
    private int _items;
    private int _next;
    private int _open;
    private int _active;
    private int _epoch;
    private Exception? _failure;

    /// <param name="width">Threads, the caller's included; at least 1.</param>
    public ForkJoinPool(int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        _helpers = new Helper[width - 1];
        for (var i = 0; i < _helpers.Length; i++)
            _helpers[i] = new Helper(this, i + 1);
    }

    /// <summary>Threads that may work at once; worker numbers are below it.</summary>
    public int Width => _helpers.Length + 1;

    /// <summary>Runs every item of <paramref name="body"/> and returns when all are done.</summary>
    /// <param name="items">Number of items; 0 is legal.</param>
    /// <param name="body">A local variable of the caller: other threads reach it by its address.</param>
    /// <exception cref="Exception">What an item threw; when several throw, one of them. Items not yet begun are skipped.</exception>
    public void Run<TBody>(int items, ref TBody body) where TBody : struct, IParallelBody
    {
        if (items > 1 && _helpers.Length > 0 && Interlocked.CompareExchange(ref _taken, 1, 0) == 0)
            Fork(items, Unsafe.AsPointer(ref body), &Invoke<TBody>);
        else
            for (var item = 0; item < items; item++)
                body.Run(item, 0);
    }

    public void Dispose()
    {
        _stopping = true;
        Interlocked.Increment(ref _epoch);
        foreach (var helper in _helpers)
            helper.Wake();
        foreach (var helper in _helpers)
            helper.Dispose();
    }

    private static void Invoke<TBody>(void* body, int item, int worker) where TBody : struct, IParallelBody =>
        Unsafe.AsRef<TBody>(body).Run(item, worker);

    private void Fork(int items, void* body, delegate*<void*, int, int, void> invoke)
    {
        _body = body;
        _invoke = invoke;
        (_items, _next, _failure) = (items, 0, null);
        Interlocked.Exchange(ref _open, 1);
        Interlocked.Increment(ref _epoch);
        for (var i = 0; i < _helpers.Length && i < items - 1; i++)
            _helpers[i].Wake();
        Work(0);
        Interlocked.Exchange(ref _open, 0);
        var spinner = new SpinWait();
        while (Volatile.Read(ref _active) != 0)
            spinner.SpinOnce(sleep1Threshold: -1);
        var failure = _failure;
        Volatile.Write(ref _taken, 0);
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    private void Work(int worker)
    {
        try
        {
            int item;
            while ((item = Interlocked.Increment(ref _next) - 1) < _items)
                _invoke(_body, item, worker);
        }
        catch (Exception exception)
        {
            _failure = exception;
            Interlocked.Exchange(ref _next, int.MaxValue / 2);
        }
    }

    private sealed class Helper : IDisposable
    {
        private readonly ForkJoinPool _pool;
        private readonly int _worker;
        private readonly SemaphoreSlim _wake = new(0);
        private readonly Thread _thread;
        private int _asleep;

        public Helper(ForkJoinPool pool, int worker)
        {
            (_pool, _worker) = (pool, worker);
            _thread = new Thread(Loop) { IsBackground = true, Name = $"tengen-cpu-{worker}" };
            _thread.Start();
        }

        public void Wake()
        {
            if (Interlocked.Exchange(ref _asleep, 0) == 1)
                _wake.Release();
        }

        public void Dispose()
        {
            _thread.Join();
            _wake.Dispose();
        }

        private void Loop()
        {
            SignalMask.BlockAll();
            var seen = 0;
            while (true)
            {
                seen = Await(seen);
                if (_pool._stopping)
                    return;
                Interlocked.Increment(ref _pool._active);
                if (Volatile.Read(ref _pool._open) == 1)
                    _pool.Work(_worker);
                Interlocked.Decrement(ref _pool._active);
            }
        }

        private int Await(int seen)
        {
            for (var spin = 0; spin < SpinsBeforeSleep; spin++)
            {
                if (Volatile.Read(ref _pool._epoch) != seen)
                    return _pool._epoch;
                Thread.SpinWait(8);
            }
            Interlocked.Exchange(ref _asleep, 1);
            if (Volatile.Read(ref _pool._epoch) == seen || Interlocked.Exchange(ref _asleep, 0) == 0)
                _wake.Wait();
            return Volatile.Read(ref _pool._epoch);
        }
    }
}
