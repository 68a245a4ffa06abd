// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Recurrent;

/// <summary>Which time step a member of a batch is at, and where its rows lie.</summary>
/// <param name="Steps">Time steps of the longest sequence.</param>
/// <param name="BatchFirst">Batch before time in X, Y and states (ONNX <c>layout</c> 1).</param>
internal readonly record struct SequenceClock(int Steps, int Batch, int Directions, bool BatchFirst)
{
    /// <summary>The time of a step, or -1 once the sequence has ended.</summary>
    public static int Time(int step, int length, bool reverse) => step >= length ? -1 : reverse ? length - 1 - step : step;

    /// <summary>Row of X.</summary>
    public nint InputRow(int time, int member) => BatchFirst ? (nint)member * Steps + time : (nint)time * Batch + member;

    /// <summary>Row of Y.</summary>
    public nint OutputRow(int time, int direction, int member) => BatchFirst
        ? ((nint)member * Steps + time) * Directions + direction
        : ((nint)time * Directions + direction) * Batch + member;

    /// <summary>Row of an initial or last state.</summary>
    public nint StateRow(int direction, int member) => BatchFirst ? (nint)member * Directions + direction : (nint)direction * Batch + member;
}
