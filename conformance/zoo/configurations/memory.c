/* SPDX-License-Identifier: Apache-2.0 */
/** @file memory.c What is read and written, and when. */
#include "../zoo.h"

const configuration memory[] = {
    {.name = "neighbour-written", .note = "wrong, memory and sync: one element past each output is written", .fault = NEIGHBOUR_WRITTEN, .operators = " Add MatMul Softmax "},
    {.name = "before-written", .note = "wrong, memory and sync: the element before each output is written", .fault = BEFORE_WRITTEN, .operators = " Add MatMul Softmax "},
    {.name = "element-unwritten", .note = "wrong, memory and sync: the last element of each output is left as it was", .fault = ELEMENT_UNWRITTEN, .operators = " Add MatMul Softmax "},
    {.name = "input-scribbled", .note = "wrong, memory and sync: the first element of the first input is changed", .fault = INPUT_SCRIBBLED, .operators = " Add MatMul Softmax "},
    {.name = "stale-cache", .note = "wrong, memory and sync: a program answers every execute with its first result", .fault = STALE_CACHE, .operators = " Add MatMul Softmax "},
    {.name = "descriptor-leaked", .note = "wrong, memory and sync: every device_open leaves a file open", .fault = DESCRIPTOR_LEAKED, .operators = " Add "},
    {.name = "writes-afterwards", .note = "wrong, memory and sync: writes to outputs that were reported and perhaps freed", .async = 1, .fault = WRITES_AFTERWARDS, .operators = " Add MatMul Softmax "},
    {.name = "early-completion", .note = "wrong, memory and sync: outputs are written after the report", .async = 1, .fault = EARLY_COMPLETION, .operators = " Add MatMul Softmax "},
    {.name = "wait-ignored", .note = "wrong, memory and sync: does not obey waits", .async = 1, .fault = WAIT_IGNORED, .operators = " Add MatMul Softmax "},
    {.name = "writes-lost", .note = "wrong, memory and sync: writes nothing while another queue is at work", .async = 1, .fault = WRITES_LOST, .operators = " Add MatMul Softmax "},
    {.name = "not-reentrant", .note = "wrong, memory and sync: a program at work on two queues keeps both results in one place", .async = 1, .fault = NOT_REENTRANT, .operators = " Add MatMul Softmax "},
    {.name = "beside-device", .note = "wrong, memory and sync: results of 4 bits while a second device is open", .fault = BESIDE_DEVICE, .operators = " Add MatMul Softmax "},
    {.name = "beside-device-undeclared", .note = "wrong, memory and sync: the same, and no determinism is declared", .fault = BESIDE_DEVICE, .operators = " MatMul ", .declared = {.op = "", .forms = "", .determinism = 0}},
    {.name = "beside-program", .note = "wrong, memory and sync: results of 4 bits while the device has a second program", .fault = BESIDE_PROGRAM, .operators = " Add MatMul Softmax "},
    {.name = "later-queue", .note = "wrong, memory and sync: results of 4 bits on every queue but the first, on a device that only blocks", .two_queues = 1, .fault = LATER_QUEUE, .operators = " Add MatMul Softmax "},
    {.name = "later-queue-undeclared", .note = "wrong, memory and sync: the same, and no determinism is declared", .two_queues = 1, .fault = LATER_QUEUE, .operators = " MatMul ", .declared = {.op = "", .forms = "", .determinism = 0}},
    {.name = "tired", .note = "wrong, memory and sync: results of 4 bits from the 101st execution of a program on", .fault = TIRED, .operators = " Add MatMul Softmax "},
    {.name = "one-buffer", .note = "wrong, memory and sync: results of 4 bits when two arguments lie in one buffer", .fault = ONE_BUFFER, .operators = " Add MatMul Softmax "},
    {.name = "inputs-are-one", .note = "wrong, memory and sync: results of 4 bits when two inputs are the same memory", .fault = INPUTS_ARE_ONE, .operators = " Add MatMul Softmax "},
    {.name = NULL},
};
