// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Graph;

namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>Fills the descriptor of an operation.</summary>
internal unsafe delegate Status Describe(byte* operation);

/// <summary>A tensor that a primitive reads or writes, as it lies in memory.</summary>
internal readonly record struct Operand(Role Role, Tensor Tensor, Layout Layout)
{
    public bool IsWritten => Role == Role.Destination;
}

/// <summary>oneDNN's CPU engine with one stream, on one thread.</summary>
internal sealed unsafe class Engine : IDisposable
{
    /// <summary><c>dnnl_forward_inference</c>.</summary>
    public const int Inference = 96;

    private const int Cpu = 1;
    private const uint InOrder = 1;
    private const int LayoutOfArgument = 255;
    private const nint Allocate = -1;

    /// <summary>More than the largest of the descriptors, that of a recurrent layer, takes.</summary>
    private const int OperationBytes = 32 * 1024;

    private readonly nint _engine;
    private readonly nint _stream;

    public Engine()
    {
        StatusException.Check(Native.dnnl_engine_create(out _engine, Cpu, 0));
        StatusException.Check(Native.dnnl_stream_create(out _stream, _engine, InOrder));
    }

    /// <exception cref="StatusException">oneDNN does not have the primitive, for these types and layouts on this processor.</exception>
    public void Run(Describe describe, Attributes? attributes, params ReadOnlySpan<Operand> operands)
    {
        var operation = (byte*)NativeMemory.AllocZeroed(OperationBytes);
        try
        {
            StatusException.Check(describe(operation));
            StatusException.Check(Native.dnnl_primitive_desc_create(out var description, operation, attributes?.Handle ?? 0, _engine, 0));
            Execute(description, operands);
        }
        finally
        {
            NativeMemory.Free(operation);
        }
    }

    public void Concatenate(int axis, Operand to, params ReadOnlySpan<Operand> from)
    {
        StatusException.Check(Native.dnnl_concat_primitive_desc_create(out var description, to.Layout, from.Length, axis, Layouts(from), 0, _engine));
        Execute(description, [.. from, to]);
    }

    public void Add(Operand to, params ReadOnlySpan<Operand> from)
    {
        float[] ones = [.. Enumerable.Repeat(1f, from.Length)];
        StatusException.Check(Native.dnnl_sum_primitive_desc_create(out var description, to.Layout, from.Length, ones, Layouts(from), 0, _engine));
        Execute(description, [.. from, to]);
    }

    public void Reorder(Operand from, Operand to)
    {
        StatusException.Check(Native.dnnl_reorder_primitive_desc_create(out var description, from.Layout, _engine, to.Layout, _engine, 0));
        Execute(description, [from, to]);
    }

    private static Layout[] Layouts(ReadOnlySpan<Operand> operands)
    {
        var layouts = new Layout[operands.Length];
        for (var i = 0; i < layouts.Length; i++)
            layouts[i] = operands[i].Layout;
        return layouts;
    }

    private void Execute(nint description, ReadOnlySpan<Operand> operands)
    {
        var memories = new List<(nint Plain, nint Wanted)>();
        try
        {
            foreach (var operand in operands)
                memories.Add(Memories(description, operand));
            for (var i = 0; i < operands.Length; i++)
                Copy(memories[i].Plain, operands[i].Layout, memories[i].Wanted, description, operands[i].Role, back: false);
            Launch(description, [.. memories.Select((pair, i) => pair.Wanted)], operands);
            for (var i = 0; i < operands.Length; i++)
                if (operands[i].IsWritten)
                    Copy(memories[i].Plain, operands[i].Layout, memories[i].Wanted, description, operands[i].Role, back: true);
        }
        finally
        {
            foreach (var (plain, wanted) in memories)
            {
                if (wanted != plain)
                    Native.dnnl_memory_destroy(wanted);
                Native.dnnl_memory_destroy(plain);
            }
            Native.dnnl_primitive_desc_destroy(description);
        }
    }

    private (nint Plain, nint Wanted) Memories(nint description, Operand operand)
    {
        StatusException.Check(Native.dnnl_memory_create(out var plain, operand.Layout, _engine, (nint)operand.Tensor.Pointer));
        var wanted = Native.dnnl_primitive_desc_query_md(description, LayoutOfArgument, (int)operand.Role);
        if (wanted is null || Native.dnnl_memory_desc_equal(operand.Layout, *wanted) != 0)
            return (plain, plain);
        StatusException.Check(Native.dnnl_memory_create(out var own, *wanted, _engine, Allocate));
        return (plain, own);
    }

    private void Copy(nint plain, in Layout layout, nint wanted, nint description, Role role, bool back)
    {
        if (plain == wanted)
            return;
        var other = Native.dnnl_primitive_desc_query_md(description, LayoutOfArgument, (int)role);
        nint reorder;
        StatusException.Check(back
            ? Native.dnnl_reorder_primitive_desc_create(out reorder, *other, _engine, layout, _engine, 0)
            : Native.dnnl_reorder_primitive_desc_create(out reorder, layout, _engine, *other, _engine, 0));
        try
        {
            Launch(reorder, [new(Role.Source, back ? wanted : plain), new(Role.Destination, back ? plain : wanted)]);
        }
        finally
        {
            Native.dnnl_primitive_desc_destroy(reorder);
        }
    }

    private void Launch(nint description, nint[] memories, ReadOnlySpan<Operand> operands)
    {
        var arguments = new Argument[memories.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = new Argument(operands[i].Role, memories[i]);
        Launch(description, arguments);
    }

    private void Launch(nint description, Argument[] arguments)
    {
        StatusException.Check(Native.dnnl_primitive_create(out var primitive, description));
        try
        {
            StatusException.Check(Native.dnnl_primitive_execute(primitive, _stream, arguments.Length, arguments));
            StatusException.Check(Native.dnnl_stream_wait(_stream));
        }
        finally
        {
            Native.dnnl_primitive_destroy(primitive);
        }
    }

    public void Dispose()
    {
        Native.dnnl_stream_destroy(_stream);
        Native.dnnl_engine_destroy(_engine);
    }
}
