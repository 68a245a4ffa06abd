/* SPDX-License-Identifier: Apache-2.0 */
/** @file specials.c NaN, infinities, subnormal numbers, signed zeros and ties. */
#include "../zoo.h"

const configuration specials[] = {
    {.name = "zero-times-infinity-skipped", .note = "wrong, specials: terms with a factor 0 are skipped, so that 0 * Inf is not NaN", .fault = DROP_ZERO, .operators = " MatMul Gemm Conv "},
    {.name = "nan-swallowed", .note = "wrong, specials: NaN terms count as 0", .fault = SWALLOW_NAN, .operators = " MatMul Gemm Conv ReduceSum ReduceMean AveragePool "},
    {.name = "relu-drops-nan", .note = "wrong, specials: Relu of NaN is 0", .fault = RELU_DROPS_NAN, .operators = " Relu "},
    {.name = "max-drops-nan", .note = "wrong, specials: ReduceMax and MaxPool ignore NaN", .fault = MAX_DROPS_NAN, .operators = " ReduceMax MaxPool "},
    {.name = "infinity-saturated", .note = "wrong, specials: Inf results become the largest finite number", .fault = SATURATE},
    {.name = "sigmoid-naive", .note = "wrong, specials: Sigmoid as e^x / (1 + e^x), which is NaN for large x", .fault = SIGMOID_NAIVE, .operators = " Sigmoid "},
    {.name = "subnormals-flushed", .note = "wrong, specials: subnormal results become 0, undeclared", .fault = FLUSH},
    {.name = "subnormals-read-as-zero", .note = "wrong, specials: subnormal inputs are read as 0, undeclared", .fault = FLUSH_INPUTS, .operators = " Add Mul MatMul Relu Concat "},
    {.name = "zero-sign-lost", .note = "wrong, specials: -0 becomes 0, undeclared", .fault = ZERO_SIGN_LOST, .operators = " Add Mul Concat Transpose "},
    {.name = "last-of-ties", .note = "wrong, specials: ArgMax answers the last of equal maxima", .fault = LAST_OF_TIES, .operators = " ArgMax "},
    {.name = NULL},
};
