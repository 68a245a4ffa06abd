/* SPDX-License-Identifier: Apache-2.0 */
/** @file configurations.c The inhabitants. Indices are devices: append, never reorder. */
#include "zoo.h"

const configuration configurations[] = {
    {.name = "twin-plain", .note = "legal: sums in f32, in order", .legal = 1},
    {.name = "twin-reverse", .note = "legal: sums in f32, from the last term to the first", .legal = 1, .order = REVERSE},
    {.name = "twin-pairwise-fma", .note = "legal: pairwise sums in f32 whose leaves are fused multiply-adds", .legal = 1, .order = PAIRWISE, .fma = 1},
    {.name = "twin-blocked", .note = "legal: sums in f32 over blocks of 16 terms, then over the blocks", .legal = 1, .order = BLOCKED},
    {.name = "twin-fma", .note = "legal: sums in order, each step one fused multiply-add", .legal = 1, .fma = 1},
    {.name = "narrow-accumulator", .note = "wrong: every step of a sum is rounded to the 11 bits of an f16", .accumulator_bits = 11},
    {.name = "narrow-accumulator-16", .note = "wrong: every step of a sum is rounded to 16 bits", .accumulator_bits = 16},
    {.name = "bf16-inputs", .note = "wrong: factors are rounded to bf16 first, undeclared", .input_bits = 8},
    {.name = "tf32-inputs", .note = "wrong: factors are rounded to tf32 first, undeclared", .input_bits = 11},
    {.name = "gain", .note = "wrong: every sum is too large by a factor of 1 + 2^-9", .gain = 1.001953125f},
    {.name = "drop-last-k", .note = "wrong: sums leave their last term out", .fault = DROP_LAST_K},
    {.name = "zero-times-infinity-skipped", .note = "wrong: terms with a factor 0 are skipped, so that 0 * Inf is not NaN", .fault = DROP_ZERO},
    {.name = "nan-swallowed", .note = "wrong: NaN terms count as 0", .fault = SWALLOW_NAN},
    {.name = "infinity-saturated", .note = "wrong: Inf results become the largest finite number", .fault = SATURATE},
    {.name = "subnormals-flushed", .note = "wrong: subnormal results become 0, undeclared", .fault = FLUSH},
    {.name = "tail-column", .note = "wrong: MatMul leaves the last of an odd number of columns 0", .fault = TAIL_COLUMN},
    {.name = "softmax-without-max", .note = "wrong: Softmax does not subtract the maximum", .fault = SOFTMAX_NO_MAX},
    {.name = "variance-naive", .note = "wrong: LayerNormalization takes the variance as E[x^2] - E[x]^2", .fault = VARIANCE_NAIVE},
    {.name = "padding-counted", .note = "wrong: Conv reads the nearest element where the pad is 0", .fault = PAD_COUNTED},
    {.name = "dilation-ignored", .note = "wrong: Conv takes every dilation for 1", .fault = DILATION_IGNORED},
    {.name = "strides-swapped", .note = "wrong: Conv takes the strides of height and width for each other", .fault = STRIDE_SWAPPED},
    {.name = "neighbour-written", .note = "wrong: one element past each output is written", .fault = NEIGHBOUR_WRITTEN},
    {.name = "element-unwritten", .note = "wrong: the last element of each output is left as it was", .fault = ELEMENT_UNWRITTEN},
    {.name = "input-scribbled", .note = "wrong: the first element of the first input is changed", .fault = INPUT_SCRIBBLED},
    {.name = "stale-cache", .note = "wrong: a program answers every execute with its first result", .fault = STALE_CACHE},
    {.name = "order-alternates", .note = "wrong: declared repeatable, but every second execute sums in reverse", .fault = ORDER_ALTERNATES},
    {.name = "crash", .note = "wrong: MatMul writes to memory that nobody may touch", .fault = CRASH},
    {.name = "hang", .note = "wrong: MatMul never returns", .fault = HANG},
    {.name = "wrong-status", .note = "wrong: arguments that do not fit are answered UNSUPPORTED", .fault = WRONG_STATUS},
    {.name = "claim-lies", .note = "wrong: MatMul is claimed and does not compile", .fault = CLAIM_LIES},
};

const uint32_t configuration_count = sizeof configurations / sizeof *configurations;
