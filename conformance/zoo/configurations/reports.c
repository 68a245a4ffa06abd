/* SPDX-License-Identifier: Apache-2.0 */
/** @file reports.c Tickets and their reports. Asynchronous devices. */
#include "../zoo.h"

const configuration reports[] = {
    {.name = "reported-twice", .note = "wrong, contract: every ticket is reported twice", .async = 1, .fault = REPORTED_TWICE, .operators = " Add Mul Relu MatMul Softmax "},
    {.name = "never-reported", .note = "wrong, contract: nothing is reported from the third ticket of a queue on", .async = 1, .fault = NEVER_REPORTED, .operators = " Add Mul Relu MatMul Softmax "},
    {.name = "ticket-nobody-gave", .note = "wrong, contract: reports tickets that nobody gave", .async = 1, .fault = TICKET_NOBODY_GAVE, .operators = " Add Mul Relu MatMul Softmax "},
    {.name = "out-of-order", .note = "wrong, contract: of two pending tickets the later one is reported first", .async = 1, .fault = OUT_OF_ORDER, .operators = " Add Mul Relu MatMul Softmax "},
    {.name = "reported-after-close", .note = "wrong, contract: reports a ticket after device_close", .async = 1, .fault = REPORTED_AFTER_CLOSE, .operators = " Add Mul Relu MatMul Softmax "},
    {.name = "busy-when-idle", .note = "wrong, contract: answers BUSY with nothing pending", .async = 1, .fault = BUSY_WHEN_IDLE, .operators = " Add Mul Relu MatMul Softmax "},
    {.name = "ok-while-pending", .note = "wrong, contract: answers OK while others are pending", .async = 1, .fault = OK_WHILE_PENDING, .operators = " Add Mul Relu MatMul Softmax "},
    {.name = "lost-and-goes-on", .note = "wrong, contract: reports DEVICE_LOST and goes on", .async = 1, .fault = LOST_AND_GOES_ON, .operators = " Add Mul Relu MatMul Softmax "},
    {.name = NULL},
};
