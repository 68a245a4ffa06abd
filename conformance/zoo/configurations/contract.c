/* SPDX-License-Identifier: Apache-2.0 */
/** @file contract.c Obligations of the ABI, and speed. Blocking devices. */
#include "../zoo.h"

const configuration contract[] = {
    {.name = "crash", .note = "wrong, contract: MatMul writes to memory that nobody may touch", .fault = CRASH, .operators = " Add Mul Relu MatMul Softmax "},
    {.name = "hang", .note = "wrong, contract: MatMul never returns", .fault = HANG, .operators = " MatMul "},
    {.name = "hang-on-nothing", .note = "wrong, contract: an operator whose output is empty never returns", .fault = HANG_ON_NOTHING, .operators = " Add "},
    {.name = "crash-at-close", .note = "wrong, contract: device_close ends the process", .fault = CRASH_AT_CLOSE, .operators = " Add "},
    {.name = "wrong-status", .note = "wrong, contract: arguments that do not fit are answered UNSUPPORTED", .fault = WRONG_STATUS, .operators = " Add MatMul Relu "},
    {.name = "claim-lies", .note = "wrong, contract: MatMul is claimed and does not compile", .fault = CLAIM_LIES, .operators = " Add Mul Relu MatMul Softmax "},
    {.name = "info-lies", .note = "wrong, contract: program_info answers outputs of rank 1", .fault = INFO_LIES, .operators = " Add "},
    {.name = "size-overruled", .note = "wrong, contract: device_info writes the plugin's own size over the caller's", .fault = SIZE_OVERRULED, .operators = " Add "},
    {.name = "tail-ignored", .note = "wrong, contract: members that this plugin does not know are ignored", .fault = TAIL_IGNORED, .operators = " Add "},
    {.name = "closes-anyway", .note = "wrong, contract: device_close answers OK while objects live", .fault = CLOSES_ANYWAY, .operators = " Add "},
    {.name = "sleeps", .note = "wrong, speed: 5 ms of sleep in every execute", .fault = SLEEPS, .operators = " Add "},
    {.name = "results-cached", .note = "wrong, speed: the result is kept as long as the arguments have the same addresses", .fault = SAVED_BY_ADDRESS, .operators = " Add "},
    {.name = "shape-known", .note = "wrong, speed: products of 512 rows and more are skipped", .fault = SHAPE_KNOWN, .operators = " MatMul "},
    {.name = "shape-favoured", .note = "wrong, speed: products of other than 512 rows sleep for 5 ms", .fault = SHAPE_FAVOURED, .operators = " MatMul "},
    {.name = "results-by-glance", .note = "wrong, speed: the result is kept as long as the first 8 elements of every input are the same", .fault = SAVED_BY_GLANCE, .operators = " Add "},
    {.name = "results-remembered", .note = "wrong, speed: the result is kept as long as the inputs are the same", .fault = SAVED_BY_INPUTS, .operators = " Add "},
    {.name = "results-until-written", .note = "wrong, speed: the result is kept as long as nobody writes to a buffer", .fault = SAVED_UNTIL_WRITTEN, .operators = " Add "},
    {.name = "results-when-read", .note = "wrong, speed: results are computed when somebody maps a buffer", .fault = COMPUTED_WHEN_READ, .operators = " Add "},
    {.name = NULL},
};
