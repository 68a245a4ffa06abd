// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Explanations;

/// <summary>A gate: a condition every element or every output must meet. Source: conformance rules, section 3.</summary>
public sealed record Gate(string Name, string Rule, string WhenAbsent)
{
    public static readonly Gate Hard = new(
        "gate.hard",
        "Every element lies within [round(ref - E), round(ref + E)]. ref comes from the oracle in double-double arithmetic; E is computed for that element from the arithmetic the backend declares. NaN and the sign of infinities are exact. E is 0 where every legal implementation is exact.",
        "integer and boolean outputs, which gate.exact judges");

    public static readonly Gate Statistical = new(
        "gate.statistical",
        "Every element has |error| <= 6 sigma + sys, and RMS(error / (sigma + sys)) <= 1.5 over at least 1,000 elements. sigma models independent roundings under any data-oblivious order of sums, sys the correlated part.",
        "data without random low bits (exact integers, ties, specials) and outputs of one rounding");

    public static readonly Gate Exact = new(
        "gate.exact",
        "Integer, boolean and quantised outputs equal the reference bit for bit.",
        "floating-point outputs");

    public static readonly Gate ZeroSign = new(
        "gate.zero-sign",
        "A zero has the sign that IEEE 754 (6.3) fixes. It fixes one where an element is copied, or is one operation on inputs: negation, absolute value, +, -, *, /, square root, reciprocal, rounding to the nearest integer, conversion; which elements these are is found by running the kernel on signs. Sums of lists, a choice between -0 and +0, comparisons, functions and formulas of several steps are about reals: either zero is right.",
        "a declared loss of the sign, outputs without such zeros");

    public static readonly Gate Local = new(
        "gate.local",
        "One NaN stands in every input of a nan-tracer case. Run again with 1 in place of the NaNs, every output element that none of them can reach keeps its bits; which can, comes from the reference kernel run on taints. Where a NaN arrives is held by gate.hard.",
        "data sets other than nan-tracer, outputs with one right value (gate.exact), and backends that declare determinism none");

    public static readonly Gate Guards = new(
        "gate.guards",
        "The zones before and after every argument keep their pattern.",
        "nothing");

    public static readonly Gate Inputs = new(
        "gate.inputs",
        "Every input has the same bytes after the execution as before.",
        "nothing");

    public static readonly Gate Written = new(
        "gate.written",
        "Every output element is written: outputs start as one poison in the first run and as another in the second, and no element keeps both.",
        "nothing");

    public static readonly Gate Fresh = new(
        "gate.fresh",
        "The judged executions follow one on other data (zeros) of the same program, and in the cases named properties one on data that differ in the last element of each input: nothing remembered of it may show.",
        "nothing");

    public static readonly Gate Scaling = new(
        "gate.scaling",
        "Inputs times powers of two give outputs times powers of two, bit for bit, where the kernel is homogeneous in them (found by running it on degrees instead of values). Why every legal implementation does: such a factor changes exponents only, and rounding to nearest or toward zero looks at significands only while nothing leaves the normal range; so order, blocks, fused steps and width do not matter. What is absolute shows: an epsilon, a threshold, a clamp.",
        "cases not named properties, elements outside the normal range, kernels with functions or constants added, declared determinism none, stochastic rounding, formats inside with fewer exponents than f32");

    public static readonly Gate Negation = new(
        "gate.negation",
        "Negated inputs negate the outputs, or leave them, bit for bit, where the kernel is odd or even in them (found by running it on parities instead of values). Why every legal implementation does: rounding to nearest and toward zero treat both signs alike, and formats are symmetric; functions are left out, since a bound in ulp does not make them symmetric.",
        "cases not named properties, kernels that compare signs, declared determinism none, stochastic rounding, truncation blocks");

    public static readonly Gate Batch = new(
        "gate.batch",
        "A row has the same bits alone, in the batch without its last row, and in the batch from back to front. Rows are slices along the first dim that decide one row of every output each, found by running the oracle on single rows. Held to whoever declares determinism 2 or more; others may treat the rows of a tail otherwise, and elements of a tail too, so that no permutation keeps bits without that promise.",
        "cases not named properties, operators whose first dim is no batch, declared determinism below 2");

    public static readonly Gate Streams = new(
        "gate.streams",
        "A case has the same bits while another queue of the device computes other data with the same operator, before it, beside it and after it. Held to whoever declares determinism 3 or more.",
        "cases not named properties, devices with one queue, declared determinism below 3");

    public static readonly Gate Elsewhere = new(
        "gate.elsewhere",
        "A case comes out as it did alone beside another program of the same graph that has run on other data, on a second device of the backend that is opened beside the first, on the first one while the second is open, and on another queue: with the same bits where determinism 1 or more is declared, within the case's own bounds otherwise. Nothing else runs meanwhile; that is gate.streams.",
        "cases not named properties, or of another dtype than the first one of the operator, extents that follow from data; the places that a device does not have: opens once, one queue");

    public static readonly Gate Order = new(
        "gate.order",
        "Results are bit for bit those of the published order: the operator's formula (tengen explain op:NAME) step by step in the declared formats, sums from the first term to the last, a bias first or last, products either all rounded before they are added or all fused. Held to whoever declares determinism 4; an order is published by TG_SUM_SEQUENTIAL, and a promise of 4 for another one fails, because nobody could recompute it. Either zero counts.",
        "declared determinism below 4, operators with functions (a bound in ulp fixes no bits), f64, flushed or saturated results, permitted forms");

    public static readonly Gate Numerics = new(
        "gate.numerics",
        "The arithmetic that a probe measures is no worse than the declared one: order of sums (FPRev: M and -M hide the ones that are added between them), bits of the accumulator and of demoted inputs, truncation, flush, saturation, NaN; the ulp of a function over thousands of points of all magnitudes (dense). Better than declared is allowed and told: the tolerance could be tighter. What does not show (an accumulator wider than the format reaches, the order of truncating sums) is not held against anyone.",
        "cases not named numerics or dense, normwise arithmetic, permitted forms");

    public static readonly Gate Repeatable = new(
        "gate.repeatable",
        "Two runs with the same inputs give the same bits.",
        "backends that declare determinism none");

    public static readonly Gate Host = new(
        "gate.host",
        "About 5% of the cases that were shown, drawn by a hash of nonce and id, are run again in an ordinary host: a process of another name that has nothing of the suite in it, gives buffers without guard zones and submits once. What the device declares is the same there; outputs have the same bits where it declares determinism 1 or more, and otherwise come to the same verdict. A difference means that the plugin looks at who is calling (TG-P-41), or that its results depend on the process: on addresses, on its id, on what was allocated before.",
        "--smoke, --evidence false, the oracle's own simulation, cases that were not drawn");

    public static readonly Gate Obligations = new(
        "gate.obligations",
        "A host that records everything holds the device to the obligations that the case names (TG-P-n): statuses, reports, values and memory.",
        "cases of operators");

    public static IReadOnlyList<Gate> All { get; } = [Hard, Statistical, Exact, ZeroSign, Local, Guards, Inputs, Written, Fresh, Scaling, Negation, Batch, Streams, Elsewhere, Order, Numerics, Repeatable, Host, Obligations];
}
