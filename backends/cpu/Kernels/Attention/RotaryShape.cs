// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Attention;

/// <param name="Heads">Heads of one position.</param>
/// <param name="Rows">Positions of one batch.</param>
/// <param name="Size">Numbers of one head.</param>
/// <param name="Half">Pairs that are turned, from the first number on; the numbers behind them are kept.</param>
/// <param name="Interleaved">A pair is two neighbours; otherwise its numbers stand <paramref name="Half"/> apart.</param>
internal readonly record struct RotaryShape(int Batch, int Heads, int Rows, int Size, int Half, bool Interleaved);
