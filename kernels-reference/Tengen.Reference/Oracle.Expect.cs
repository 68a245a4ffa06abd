// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference;

public static partial class Oracle
{
    private static readonly Lock Statics = new();

    /// <summary>
    /// What a backend that declares <paramref name="numerics"/> may compute: reference from double-double, tolerances from the tape, the
    /// largest over the plain kernel and the declared permitted forms. One caller at a time is served (the bounds' arithmetic is static).
    /// </summary>
    /// <param name="call">The node and its inputs.</param>
    /// <param name="numerics">The arithmetic declared for the operator at this dtype.</param>
    /// <param name="sample">
    /// 0: every element gets a full tolerance. Above 0, for nodes too large to tape: that many elements of each output get one, drawn by the
    /// output's size alone; all others get a forward bound, and references come from double (f64 outputs: from double-double).
    /// </param>
    /// <returns>One per output, null where the node leaves the output out.</returns>
    public static ImmutableArray<Expectation?> Expect(Call call, Numerics numerics, int sample = 0)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(numerics);
        var isFast = sample > 0 && !call.OutputTypes.Contains(DType.Float64);
        var (references, raw) = isFast ? Raw<Numbers.Double>(call, static number => number.Value) : Raw<DoubleDouble>(call, static number => number.ToReal());
        if (raw.All(values => values is null))
            return [.. references.Select(tensor => tensor is null ? null : new Expectation(tensor, null, null))];
        var wanted = raw.Select(values => values is not null && sample > 0 && sample < values.Length ? Drawn(values.Length, sample) : null).ToArray();
        lock (Statics)
        {
            Arithmetic.Declare(numerics, call.Inside, call.IsNarrowed);
            string?[] forms = [null, .. numerics.Forms.Where(form => call.Kernel.Forms.Contains(form))];
            var tolerances = Tolerances(call, forms, raw, wanted);
            if (sample == 0)
            {
                Enclose(call, forms, tolerances);
                AllowFlushed(call, tolerances);
            }
            return [.. references.Select((tensor, i) => tensor is null ? null : new Expectation(tensor, tolerances[i], wanted[i]))];
        }
    }

    /// <summary>The outputs as a simulated implementation computes them: a legal twin, or a planted bug. One caller at a time is served.</summary>
    /// <param name="call">The node and its inputs.</param>
    /// <param name="simulation">The implementation.</param>
    /// <param name="form">A permitted form, or null for the plain kernel.</param>
    public static ImmutableArray<Tensor?> Simulate(Call call, Simulation simulation, string? form = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        lock (Statics)
        {
            var before = Simulation.Current;
            Simulation.Current = simulation;
            try
            {
                return Run<Sim>(call, static number => number.Value, form);
            }
            finally
            {
                Simulation.Current = before;
            }
        }
    }

    /// <summary>Floating-point operations of the plain kernel: the numerator of a roofline.</summary>
    public static long Operations(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        lock (Statics)
        {
            Count.Reset();
            call.Kernel.Run(new KernelContext<Count>(call, new RawPass<Count>(call.OutputCount, parallel: false)));
            return Count.Operations;
        }
    }

    /// <summary>The steps of the plain kernel, or of a permitted form: from what the tolerance arises.</summary>
    public static KernelSteps StepsOf(Call call, string? form = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        lock (Statics)
        {
            Steps.Reset();
            var pass = new RawPass<Steps>(call.OutputCount, parallel: false);
            call.Kernel.Run(new KernelContext<Steps>(call, pass), form);
            var chains = pass.Results.Select((results, output) => results is null || !IsToleranced(call.OutputTypes[output]) ? null : (int?)results.Select(number => number.Roundings).DefaultIfEmpty().Max());
            return new KernelSteps(Steps.Kinds, [.. Steps.Functions], [.. chains]);
        }
    }

    private static Tolerance[]?[] Tolerances(Call call, IEnumerable<string?> forms, Real[]?[] references, int[]?[] wanted)
    {
        Tolerance[]?[] result = new Tolerance[references.Length][];
        foreach (var form in forms)
        {
            TapeRecorder.Reset();
            var tape = new TapePass(references, wanted);
            call.Kernel.Run(new KernelContext<Tape>(call, tape), form);
            var forward = wanted.Any(elements => elements is not null) ? Forward(call, form) : null;
            for (var i = 0; i < result.Length; i++)
                if (references[i] is { } values && tape.Tolerances[i] is { } taped)
                    result[i] = Merge(result[i], wanted[i] is { } elements ? Spread(forward![i]!, values, elements, taped) : taped);
        }
        return result;
    }

    private static ErrBound[]?[] Forward(Call call, string? form)
    {
        var pass = new RawPass<ErrBound>(call.OutputCount, parallel: true);
        call.Kernel.Run(new KernelContext<ErrBound>(call, pass), form);
        return pass.Results;
    }

    /// <summary>
    /// Gives elements without a finite bound the interval of all that may be computed, and those that are NaN by the plain kernel the
    /// interval of each declared form in which they are certainly numbers.
    /// </summary>
    private static void Enclose(Call call, string?[] forms, Tolerance[]?[] tolerances)
    {
        if (!tolerances.Any(output => output?.Any(tolerance => IsOpen(tolerance) || (forms.Length > 1 && double.IsNaN(tolerance.Reference))) == true))
            return;
        foreach (var form in forms)
        {
            var pass = new RawPass<Interval>(call.OutputCount, parallel: true);
            call.Kernel.Run(new KernelContext<Interval>(call, pass), form);
            for (var output = 0; output < tolerances.Length; output++)
                for (var element = 0; element < (tolerances[output]?.Length ?? 0); element++)
                {
                    var (tolerance, legal) = (tolerances[output]![element], pass.Results[output]![element]);
                    if (IsOpen(tolerance) || (double.IsNaN(tolerance.Reference) && !legal.MayBeNaN))
                        tolerances[output]![element] = tolerance.Or(tolerance with { Legal = legal });
                }
        }
    }

    private static bool IsOpen(Tolerance tolerance) => double.IsFinite(tolerance.Reference) && !double.IsFinite(tolerance.Hard);

    private static Tolerance[] Spread(ErrBound[] forward, Real[] references, int[] elements, Tolerance[] taped)
    {
        var all = new Tolerance[forward.Length];
        for (var i = 0; i < all.Length; i++)
            all[i] = new Tolerance(references[i].Hi, forward[i].Error, forward[i].Error, double.PositiveInfinity, 0) { ReferenceLow = references[i].Lo, Flags = Arithmetic.Flags };
        for (var i = 0; i < elements.Length; i++)
            all[elements[i]] = taped[i];
        return all;
    }

    private static Tolerance[] Merge(Tolerance[]? before, Tolerance[] form) =>
        before is null ? form : [.. before.Zip(form, static (one, other) => one.Or(other))];

    /// <summary>The reference rounded to the outputs' dtypes, and unrounded where the output is subject to rounding errors.</summary>
    private static (Tensor?[] Rounded, Real[]?[] Unrounded) Raw<T>(Call call, Func<T, Real> value) where T : unmanaged, INumber<T>
    {
        var pass = new RawPass<T>(call.OutputCount, parallel: true);
        call.Kernel.Run(new KernelContext<T>(call, pass));
        var unrounded = new Real[]?[call.OutputCount];
        for (var output = 0; output < unrounded.Length; output++)
        {
            if (call.Node.HasOutput(output))
                pass.Tensors[output] ??= call.NewOutput(output);
            if (pass.Results[output] is not { } results)
                continue;
            var rounds = IsToleranced(call.OutputTypes[output]);
            for (var i = 0; i < results.Length; i++)
                Element.SetReal(pass.Tensors[output]!, i, value(rounds ? T.Round(results[i], call.OutputTypes[output]) : results[i]).Hi);
            unrounded[output] = rounds ? Array.ConvertAll(results, number => value(number)) : null;
        }
        return (pass.Tensors, unrounded);
    }

    /// <summary>Formats of 8 bits and less are what the specification's own rounding says: exact.</summary>
    private static bool IsToleranced(DType output) => Formats.Find(output) is { Bits: >= 16 };

    private static int[] Drawn(int count, int sample)
    {
        var counter = new Counter((ulong)count);
        return [.. Enumerable.Range(0, sample).Select(i => (int)counter.Integer((ulong)i, 0, count - 1)).Distinct().Order()];
    }
}
