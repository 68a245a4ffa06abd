/* SPDX-License-Identifier: Apache-2.0 */
/** @file recognition.c Right while it is judged, wrong elsewhere, or another in every process. */
#include "../zoo.h"

const configuration recognition[] = {
    {.name = "knows-name", .note = "wrong, recognition: sums in 11 bits unless the program that runs is called tengen", .fault = KNOWS_NAME, .operators = " MatMul "},
    {.name = "knows-files", .note = "wrong, recognition: sums in 11 bits unless an assembly of the suite is mapped", .fault = KNOWS_FILES, .operators = " MatMul "},
    {.name = "knows-environment", .note = "wrong, recognition: sums in 11 bits unless a variable of the suite is set", .fault = KNOWS_ENVIRONMENT, .operators = " MatMul "},
    {.name = "knows-zones", .note = "wrong, recognition: sums in 11 bits unless arguments lie inside their buffers, as between guard zones", .fault = KNOWS_ZONES, .operators = " MatMul "},
    {.name = "knows-name-undeclared", .note = "wrong, recognition: declares no determinism, and sums in 11 bits unless the program that runs is called tengen", .fault = KNOWS_NAME, .operators = " MatMul ", .declared = {.op = "", .forms = "", .determinism = 0}},
    {.name = "order-by-process", .note = "wrong, recognition: declared repeatable, but the order of sums follows from the process's id", .fault = ORDER_BY_PROCESS, .operators = " MatMul "},
    {.name = NULL},
};
