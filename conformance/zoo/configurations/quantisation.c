/* SPDX-License-Identifier: Apache-2.0 */
/** @file quantisation.c Scales, zero points, ties and integer sums. */
#include "../zoo.h"

const configuration quantisation[] = {
    {.name = "scale-shifted", .note = "wrong, quantisation: scale and zero point of the next channel", .fault = SCALE_SHIFTED, .operators = " QuantizeLinear DequantizeLinear "},
    {.name = "zero-pad-ignored", .note = "wrong, quantisation: ConvInteger pads with 0 and not with the zero point", .fault = ZERO_PAD_IGNORED, .operators = " ConvInteger "},
    {.name = "ties-away", .note = "wrong, quantisation: QuantizeLinear rounds ties away from zero", .fault = TIES_AWAY, .operators = " QuantizeLinear "},
    {.name = "wraps", .note = "wrong, quantisation: QuantizeLinear wraps instead of saturating", .fault = WRAPS, .operators = " QuantizeLinear "},
    {.name = "zero-before-rounding", .note = "wrong, quantisation: the zero point is added before rounding, which moves ties", .fault = ZERO_BEFORE_ROUND, .operators = " QuantizeLinear "},
    {.name = "difference-narrow", .note = "wrong, quantisation: DequantizeLinear subtracts in 8 bits", .fault = DIFFERENCE_NARROW, .operators = " DequantizeLinear "},
    {.name = "mean-term-missing", .note = "wrong, quantisation: MatMulInteger leaves out the product of both zero points", .fault = MEAN_TERM_MISSING, .operators = " MatMulInteger "},
    {.name = "pairs-saturate", .note = "wrong, quantisation: two products are added in 16 bits that saturate", .fault = PAIRS_SATURATE, .operators = " MatMulInteger "},
    {.name = "sign-ignored", .note = "wrong, quantisation: u8 is read as i8", .fault = SIGN_IGNORED, .operators = " MatMulInteger ConvInteger "},
    {.name = "overwrites", .note = "wrong, quantisation: every product replaces the sum", .fault = OVERWRITES, .operators = " MatMulInteger ConvInteger "},
    {.name = "reduction-ignored", .note = "wrong, quantisation: ScatterElements overwrites where it should add", .fault = REDUCTION_IGNORED, .operators = " ScatterElements "},
    {.name = NULL},
};
