/* SPDX-License-Identifier: Apache-2.0 */
/** @file elementwise.c Functions of one element, and arithmetic of two with broadcasting. Source: ONNX operator specification. */
#include <math.h>

#include "zoo.h"

uint64_t source_of(uint64_t index, const shape* leading, uint32_t rank, const shape* operand, uint32_t tail) {
    uint64_t source = 0, step = 1;
    uint32_t own = operand->rank - tail;
    for (uint32_t i = rank; i-- > 0;) {
        uint64_t at = index % (uint64_t)leading->dims[i];
        index /= (uint64_t)leading->dims[i];
        if (i + own < rank)
            continue;
        uint64_t extent = (uint64_t)operand->dims[i + own - rank];
        source += extent == 1 ? 0 : at * step;
        step *= extent;
    }
    return source;
}

static float element(const configuration* how, const operands* o, uint32_t input, uint64_t i) {
    const float* elements = o->in[input];
    const shape* own = o->in_shapes[input];
    uint64_t count = element_count(own, 0, own->rank);
    return elements[how->fault == BROADCAST_FLAT ? i % count : source_of(i, o->out_shape, o->out_shape->rank, own, 0)];
}

/** Rounded to 25 bits, then to the 24 of an f32. */
static float rounded_twice(double x) {
    int exponent;
    double fraction = frexp(x, &exponent);
    return isfinite(x) ? (float)ldexp(rint(ldexp(fraction, 25)), exponent - 25) : (float)x;
}

static float arithmetic(const configuration* how, uint32_t op, float x, float y) {
    float result = op == ADD ? x + y : op == SUB ? x - y : op == MUL ? x * y : how->fault == QUOTIENT_BY_RECIPROCAL ? x * (1 / y) : x / y;
    if (how->fault == ROUNDED_TWICE)
        return rounded_twice(op == ADD ? (double)x + y : (double)x * y);
    return how->fault == ONE_ULP_UP && isfinite(result) ? nextafterf(result, INFINITY) : result;
}

int elementwise(const configuration* how, uint32_t op, const operands* o) {
    float* out = o->out;
    uint64_t total = element_count(o->out_shape, 0, o->out_shape->rank);
    for (uint64_t i = 0; i < total; i++)
        out[i] = op <= DIV ? arithmetic(how, op, element(how, o, 0, i), element(how, o, 1, i)) : function(how, op, o->attributes, ((const float*)o->in[0])[i]);
    return 1;
}
