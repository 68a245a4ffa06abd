/* SPDX-License-Identifier: Apache-2.0 */
/** @file softmax.c Softmax and LogSoftmax. Source: ONNX operator specification. */
#include <math.h>

#include "zoo.h"

static void one_line(const configuration* how, uint32_t op, const float* x, float* y, uint64_t length, uint64_t step) {
    float largest = x[0];
    for (uint64_t k = 1; k < length; k++)
        largest = x[k * step] > largest ? x[k * step] : largest;
    if (how->fault == SOFTMAX_NO_MAX)
        largest = 0;
    for (uint64_t k = 0; k < length; k++)
        y[k * step] = exponential(how, x[k * step] - largest);
    float total = narrow(sum(how, y, step, NULL, 0, length), how->fault == DENOMINATOR_NARROW ? 11 : 0);
    for (uint64_t k = 0; k < length; k++)
        if (op == SOFTMAX)
            y[k * step] /= total;
        else
            y[k * step] = how->fault == LOG_OF_SOFTMAX ? (float)log((double)(y[k * step] / total)) : x[k * step] - largest - (float)log((double)total);
}

int softmax(const configuration* how, uint32_t op, const operands* o) {
    const shape* s = o->in_shapes[0];
    uint32_t axis = how->fault == AXIS_LAST ? s->rank - 1 : (uint32_t)o->attributes->axis;
    uint64_t outer = element_count(s, 0, axis), length = (uint64_t)s->dims[axis], inner = element_count(s, axis + 1, s->rank);
    for (uint64_t line = 0; length > 0 && line < outer * inner; line++) {
        uint64_t start = line / inner * length * inner + line % inner;
        one_line(how, op, (const float*)o->in[0] + start, (float*)o->out + start, length, inner);
    }
    return 1;
}
