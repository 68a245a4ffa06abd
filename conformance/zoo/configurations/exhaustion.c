/* SPDX-License-Identifier: Apache-2.0 */
/** @file exhaustion.c Memory that is not given back, and memory that runs out. Blocking devices. */
#include "../zoo.h"

const configuration exhaustion[] = {
    {.name = "leaks-devices", .note = "wrong, memory and sync: a closed device stays in memory", .fault = LEAKS_DEVICES, .operators = " Add "},
    {.name = "leaks-buffers", .note = "wrong, memory and sync: a freed buffer leaves its handle's memory", .fault = LEAKS_BUFFERS, .operators = " Add "},
    {.name = "leaks-programs", .note = "wrong, memory and sync: a destroyed program stays in memory", .fault = LEAKS_PROGRAMS, .operators = " Add "},
    {.name = "leaks-submissions", .note = "wrong, memory and sync: every execute leaves 40 bytes", .fault = LEAKS_SUBMISSIONS, .operators = " Add "},
    {.name = "leaks-refusals", .note = "wrong, memory and sync: a graph that does not compile stays in memory", .fault = LEAKS_REFUSALS, .operators = " Add "},
    {.name = "leaks-halves", .note = "wrong, memory and sync: a graph for which memory ran out stays in memory", .fault = LEAKS_HALVES, .operators = " Add "},
    {.name = "memory-unchecked", .note = "wrong, contract: a graph is read into memory that may not have been given", .fault = MEMORY_UNCHECKED, .operators = " Add "},
    {.name = "memory-swallowed", .note = "wrong, contract: a submission for which there is no memory is answered OK", .fault = MEMORY_SWALLOWED, .operators = " Add "},
    {.name = "memory-is-no", .note = "wrong, contract: graph_query answers NO when memory ran out", .fault = MEMORY_IS_NO, .operators = " Add "},
    {.name = "memory-is-internal", .note = "wrong, contract: memory that ran out is answered INTERNAL", .fault = MEMORY_IS_INTERNAL, .operators = " Add "},
    {.name = NULL},
};
