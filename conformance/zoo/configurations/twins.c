/* SPDX-License-Identifier: Apache-2.0 */
/** @file twins.c What a conformant device may do. A twin that does more than the default numerics allow declares it. */
#include "../zoo.h"

/** Where an order shows; elsewhere a twin would compute what twin-plain does, bit for bit. */
#define THAT_SUM " MatMul Gemm Conv ReduceSum ReduceMean AveragePool Softmax LogSoftmax LayerNormalization BatchNormalization "

const configuration twins[] = {
    {.name = "twin-plain", .note = "legal, order: sums in f32, in order", .legal = 1},
    {.name = "twin-reverse", .note = "legal, order: sums in f32, from the last term to the first", .legal = 1, .order = REVERSE, .operators = THAT_SUM},
    {.name = "twin-pairwise-fma", .note = "legal, order: pairwise sums in f32 whose leaves are fused multiply-adds", .legal = 1, .order = PAIRWISE, .fma = 1, .operators = THAT_SUM},
    {.name = "twin-blocked", .note = "legal, order: sums in f32 over blocks of 16 terms, then over the blocks", .legal = 1, .order = BLOCKED, .operators = THAT_SUM},
    {.name = "twin-fma", .note = "legal, order: sums in order, each step one fused multiply-add", .legal = 1, .fma = 1, .operators = THAT_SUM},
    {.name = "twin-pairwise", .note = "legal, order: pairwise sums in f32", .legal = 1, .order = PAIRWISE, .operators = THAT_SUM},
    {.name = "twin-random-order", .note = "legal, order: a sum starts at another term every time; declares no determinism", .legal = 1, .fault = ORDER_RANDOM, .operators = THAT_SUM, .declared = {.op = "", .forms = "", .determinism = 0}},
    {.name = "twin-sequential-declared", .note = "legal, numerics: sums in f32, in order; declared, and that rows do not depend on their batch", .legal = 1, .operators = " MatMul Gemm ReduceSum Softmax ", .declared = {.op = "", .forms = "", .determinism = 2, .summation = TG_SUM_SEQUENTIAL}},
    {.name = "twin-pairwise-declared", .note = "legal, numerics: pairwise sums in f32; declared", .legal = 1, .order = PAIRWISE, .operators = " MatMul Gemm ReduceSum ", .declared = {.op = "", .forms = "", .determinism = 1, .summation = TG_SUM_PAIRWISE}},
    {.name = "twin-truncating", .note = "legal, numerics: every step of a sum is rounded toward zero; declared", .legal = 1, .fault = TRUNCATED_STEPS, .operators = " MatMul Gemm Conv ReduceSum ReduceMean ", .declared = {.op = "", .forms = "", .determinism = 1, .rounding = TG_ROUND_TOWARD_ZERO}},
    {.name = "twin-f16-accumulator", .note = "legal, numerics: every step of a sum is rounded to 11 bits; declared as an f16 accumulator", .legal = 1, .accumulator_bits = 11, .operators = " MatMul Gemm Conv ReduceSum ReduceMean ", .declared = {.op = "", .forms = "", .determinism = 1, .accumulator = TG_F16}},
    {.name = "twin-bf16-inputs", .note = "legal, numerics: factors are rounded to bf16 first; declared", .legal = 1, .input_bits = 8, .operators = " MatMul Gemm Conv ", .declared = {.op = "", .forms = "", .determinism = 1, .demotion = TG_BF16}},
    {.name = "twin-tf32-inputs", .note = "legal, numerics: factors are rounded to tf32 first; declared", .legal = 1, .input_bits = 11, .operators = " MatMul Gemm Conv ", .declared = {.op = "", .forms = "", .determinism = 1, .demotion = TG_TF32}},
    {.name = "twin-1-ulp", .note = "legal, numerics: functions err by 0.9 ulp to either side; 1 ulp is declared", .legal = 1, .fault = FUNCTIONS_PERTURBED, .perturbation = 0.9f, .operators = " Exp Sigmoid Tanh Softmax ", .declared = {.op = "", .forms = "", .determinism = 1, .function_milliulp = 1000}},
    {.name = "twin-4-ulp", .note = "legal, numerics: functions err by 3.9 ulp to either side, as every device may", .legal = 1, .fault = FUNCTIONS_PERTURBED, .perturbation = 3.9f, .operators = " Exp Sigmoid Tanh Softmax "},
    {.name = "twin-winograd", .note = "legal, numerics: Conv of 3x3 filters in tiles by Winograd's F(2x2, 3x3); declared", .legal = 1, .fault = WINOGRAD, .operators = " Conv ", .declared = {.op = "", .forms = "winograd", .determinism = 1, .flags = TG_NUMERIC_NORMWISE}},
    {.name = "twin-folded", .note = "legal, numerics: BatchNormalization as one scale and one shift; declared", .legal = 1, .fault = FOLDED, .operators = " BatchNormalization ", .declared = {.op = "", .forms = "folded", .determinism = 1}},
    {.name = "twin-flush", .note = "legal, specials: subnormal results become 0; declared", .legal = 1, .fault = FLUSH, .operators = " Add Mul MatMul Exp ", .declared = {.op = "", .forms = "", .determinism = 1, .flags = TG_NUMERIC_FLUSH_OUTPUTS | TG_NUMERIC_ZERO_SIGN_LOST}},
    {.name = "twin-flush-inputs", .note = "legal, specials: subnormal inputs are read as 0; declared", .legal = 1, .fault = FLUSH_INPUTS, .operators = " Add Mul MatMul Exp ", .declared = {.op = "", .forms = "", .determinism = 1, .flags = TG_NUMERIC_FLUSH_INPUTS}},
    {.name = "twin-saturating", .note = "legal, specials: Inf results become the largest finite number; declared", .legal = 1, .fault = SATURATE, .operators = " Add Mul MatMul Conv ", .declared = {.op = "", .forms = "", .determinism = 1, .flags = TG_NUMERIC_SATURATES}},
    {.name = "twin-nan-undefined", .note = "legal, specials: NaN terms count as 0; declared", .legal = 1, .fault = SWALLOW_NAN, .operators = " MatMul Gemm Conv ", .declared = {.op = "", .forms = "", .determinism = 1, .flags = TG_NUMERIC_NAN_UNDEFINED}},
    {.name = "twin-zero-sign-lost", .note = "legal, specials: -0 becomes 0; declared", .legal = 1, .fault = ZERO_SIGN_LOST, .operators = " Add Mul Relu Concat Transpose ", .declared = {.op = "", .forms = "", .determinism = 1, .flags = TG_NUMERIC_ZERO_SIGN_LOST}},
    {.name = "twin-published", .note = "legal, numerics: sums in f32, in order, on two queues; declared as a published order", .legal = 1, .two_queues = 1, .operators = " Add MatMul Gemm ReduceSum ", .declared = {.op = "", .forms = "", .determinism = 4, .summation = TG_SUM_SEQUENTIAL}},
    {.name = "twin-published-fused", .note = "legal, numerics: sums in f32, in order, by fused multiply-adds; declared as a published order", .legal = 1, .fma = 1, .operators = " MatMul Gemm ", .declared = {.op = "", .forms = "", .determinism = 4, .summation = TG_SUM_SEQUENTIAL}},
    {.name = "twin-async", .note = "legal, reports: asynchronous, a thread for each of two queues", .legal = 1, .async = 1, .operators = " Add MatMul Softmax "},
    {.name = "twin-coalescing", .note = "legal, reports: one report for all tickets that are done together", .legal = 1, .async = 1, .fault = REPORTS_COALESCED, .operators = " Add MatMul Softmax "},
    {.name = "twin-inside", .note = "legal, reports: execute reports its ticket before it answers PENDING", .legal = 1, .async = 1, .fault = REPORTS_INSIDE_EXECUTE, .operators = " Add MatMul Softmax "},
    {.name = "twin-threads", .note = "legal, reports: a new thread for every report", .legal = 1, .async = 1, .fault = REPORTS_FROM_THREADS, .operators = " Add MatMul Softmax "},
    {.name = "twin-slow-at-first", .note = "legal, speed: the first 50 runs of a program take 0.2 ms longer", .legal = 1, .fault = SLOW_AT_FIRST, .operators = " Add "},
    {.name = "twin-slow-for-a-while", .note = "legal, speed: runs in the half second after a program's first take 0.2 ms longer", .legal = 1, .fault = SLOW_FOR_A_WHILE, .operators = " Add "},
    {.name = "twin-order-by-process", .note = "legal, recognition: the order of sums follows from the process's id; declares no determinism", .legal = 1, .fault = ORDER_BY_PROCESS, .operators = " MatMul ", .declared = {.op = "", .forms = "", .determinism = 0}},
    {.name = NULL},
};
