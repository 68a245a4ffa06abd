/* SPDX-License-Identifier: Apache-2.0 */
/** @file operators.c Which function runs an operator, and the faults that any operator's values show. */
#include <float.h>
#include <math.h>
#include <unistd.h>

#include "zoo.h"

uint64_t element_count(const shape* shape, uint32_t from, uint32_t to) {
    uint64_t elements = 1;
    for (; from < to; from++)
        elements *= (uint64_t)shape->dims[from];
    return elements;
}

static int run(const configuration* how, uint32_t op, const operands* o) {
    switch (op) {
        case MATMUL: return matmul(how, o);
        case GEMM: return gemm(how, o);
        case SOFTMAX:
        case LOG_SOFTMAX: return softmax(how, op, o);
        case REDUCE_SUM:
        case REDUCE_MEAN:
        case REDUCE_MAX: return reduce(how, op, o);
        case ARG_MAX: return arg_max(how, o);
        case LAYER_NORMALIZATION: return layer_normalization(how, o);
        case BATCH_NORMALIZATION: return batch_normalization(how, o);
        case CONV: return conv(how, o);
        case MAX_POOL:
        case AVERAGE_POOL: return pool(how, op, o);
        case QUANTIZE_LINEAR:
        case DEQUANTIZE_LINEAR: return quantise(how, op, o);
        case MATMUL_INTEGER: return matmul_integer(how, o);
        case CONV_INTEGER: return conv_integer(how, o);
        default: return op < MATMUL ? elementwise(how, op, o) : move(how, op, o);
    }
}

static float spoiled(const configuration* how, float x) {
    if (how->fault == SATURATE && isinf(x))
        return copysignf(FLT_MAX, x);
    if (how->fault == FLUSH && fabsf(x) < FLT_MIN)
        return 0;
    if (how->fault == ZERO_SIGN_LOST && x == 0)
        return 0;
    return narrow(x, how->result_bits);
}

/** FLUSH_INPUTS: replaces an f32 input by a copy without subnormals, which is the caller's; NULL = no memory. */
static float* flush(operands* o, uint32_t input) {
    const float* in = o->in[input];
    uint64_t count = element_count(o->in_shapes[input], 0, o->in_shapes[input]->rank);
    float* copy = malloc((count ? count : 1) * sizeof *copy);
    for (uint64_t i = 0; copy && i < count; i++)
        copy[i] = fabsf(in[i]) < FLT_MIN ? copysignf(0, in[i]) : in[i];
    o->in[input] = copy;
    return copy;
}

int compute(const configuration* how, uint32_t op, const operands* given) {
    operands o = *given;
    float* copies[MOST_INPUTS] = {NULL};
    int done = 1;
    uint64_t total = element_count(o.out_shape, 0, o.out_shape->rank);
    while (how->fault == HANG_ON_NOTHING && total == 0)
        pause();
    for (uint32_t i = 0; how->fault == FLUSH_INPUTS && i < o.in_count; i++)
        if (o.in[i] && o.in_types[i] == TG_F32)
            done &= (copies[i] = flush(&o, i)) != NULL;
    done = done && run(how, op, &o);
    for (uint32_t i = 0; i < MOST_INPUTS; i++)
        free(copies[i]);
    float* out = o.out;
    for (uint64_t i = 0; done && o.out_type == TG_F32 && i < total; i++)
        out[i] = spoiled(how, out[i]);
    if (done && how->fault == INPUT_SCRIBBLED && o.in_types[0] == TG_F32 && element_count(o.in_shapes[0], 0, o.in_shapes[0]->rank) > 0)
        ((float*)(uintptr_t)given->in[0])[0] += 1;
    return done;
}
