/* SPDX-License-Identifier: Apache-2.0 */
/** @file indexing.c The wrong elements. */
#include "../zoo.h"

const configuration indexing[] = {
    {.name = "drop-last-k", .note = "wrong, indexing: sums leave their last term out", .fault = DROP_LAST_K, .operators = " MatMul Gemm Conv ReduceSum ReduceMean AveragePool "},
    {.name = "tail-column", .note = "wrong, indexing: MatMul leaves the last of an odd number of columns 0", .fault = TAIL_COLUMN, .operators = " MatMul "},
    {.name = "batch-ignored", .note = "wrong, indexing: MatMul reads the first matrix of b for every batch", .fault = BATCH_IGNORED, .operators = " MatMul "},
    {.name = "transpose-ignored", .note = "wrong, indexing: Gemm ignores transB", .fault = TRANSPOSE_IGNORED, .operators = " Gemm "},
    {.name = "broadcast-flat", .note = "wrong, indexing: Add and Mul step through a broadcast operand as if it were dense", .fault = BROADCAST_FLAT, .operators = " Add Mul "},
    {.name = "padding-counted", .note = "wrong, indexing: Conv reads the nearest element where the pad is 0", .fault = PAD_COUNTED, .operators = " Conv "},
    {.name = "padding-averaged", .note = "wrong, indexing: AveragePool counts its padding", .fault = PAD_AVERAGED, .operators = " AveragePool "},
    {.name = "padding-is-zero", .note = "wrong, indexing: MaxPool takes padding for zeros", .fault = PAD_IS_ZERO, .operators = " MaxPool "},
    {.name = "pads-swapped", .note = "wrong, indexing: Conv takes the pads before for those after", .fault = PADS_SWAPPED, .operators = " Conv "},
    {.name = "dilation-ignored", .note = "wrong, indexing: Conv takes every dilation for 1", .fault = DILATION_IGNORED, .operators = " Conv "},
    {.name = "strides-swapped", .note = "wrong, indexing: Conv takes the strides of height and width for each other", .fault = STRIDE_SWAPPED, .operators = " Conv "},
    {.name = "filter-transposed", .note = "wrong, indexing: Conv takes height and width of its filter for each other", .fault = FILTER_TRANSPOSED, .operators = " Conv "},
    {.name = "group-ignored", .note = "wrong, indexing: every group of Conv reads the first group's channels", .fault = GROUP_IGNORED, .operators = " Conv "},
    {.name = "axis-last", .note = "wrong, indexing: Softmax works along the last axis, whatever was asked for", .fault = AXIS_LAST, .operators = " Softmax LogSoftmax "},
    {.name = "perm-inverted", .note = "wrong, indexing: Transpose applies the inverse permutation", .fault = PERM_INVERTED, .operators = " Transpose "},
    {.name = "negative-index", .note = "wrong, indexing: Gather reads index 0 for negative indices", .fault = NEGATIVE_INDEX, .operators = " Gather "},
    {.name = "end-in-32-bits", .note = "wrong, indexing: Slice cuts its ends to 32 bits, so that the largest i64 becomes -1", .fault = END_IN_32_BITS, .operators = " Slice "},
    {.name = "step-ignored", .note = "wrong, indexing: Slice takes every step for 1 or -1", .fault = STEP_IGNORED, .operators = " Slice "},
    {.name = "parts-swapped", .note = "wrong, indexing: Concat writes the last part first", .fault = PARTS_SWAPPED, .operators = " Concat "},
    {.name = NULL},
};
