/* SPDX-License-Identifier: Apache-2.0 */
/** @file matmul.c MatMul and Gemm. Source: ONNX operator specification. */
#include <math.h>
#include <sys/mman.h>
#include <unistd.h>

#include "zoo.h"

int matmul(const configuration* how, const operands* o) {
    const shape *a = o->in_shapes[0], *b = o->in_shapes[1];
    uint32_t a_tail = a->rank > 1 ? 2 : 1, b_tail = b->rank > 1 ? 2 : 1, rank = o->out_shape->rank + 2 - a_tail - b_tail;
    uint64_t rows = a_tail == 2 ? (uint64_t)a->dims[a->rank - 2] : 1, columns = b_tail == 2 ? (uint64_t)b->dims[b->rank - 1] : 1;
    uint64_t depth = (uint64_t)a->dims[a->rank - 1], batches = element_count(o->out_shape, 0, rank);
    configuration here = *how;
    float* out = o->out;
    if (how->fault == CRASH)
        *(volatile char*)mmap(NULL, 1, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) = 0;
    while (how->fault == HANG)
        pause();
    if (how->fault == SHAPE_KNOWN && rows >= 512)
        return 1;
    if (how->fault == SHAPE_FAVOURED && rows != 512)
        usleep(5000);
    if (how->fault == ORDER_BY_BATCH && rows > 4)
        here.order = REVERSE;
    for (uint64_t batch = 0; batch < batches; batch++) {
        const float* x = (const float*)o->in[0] + source_of(batch, o->out_shape, rank, a, a_tail) * rows * depth;
        const float* y = (const float*)o->in[1] + (how->fault == BATCH_IGNORED ? 0 : source_of(batch, o->out_shape, rank, b, b_tail) * depth * columns);
        for (uint64_t i = 0; i < rows; i++)
            for (uint64_t j = 0; j < columns; j++) {
                int lost = how->fault == TAIL_COLUMN && columns > 1 && columns % 2 && j == columns - 1;
                out[(batch * rows + i) * columns + j] = lost ? 0 : sum(&here, x + i * depth, 1, y + j, columns, depth);
            }
    }
    return 1;
}

/** ALPHA_FIRST. */
static float scaled_sum(const configuration* how, float alpha, const float* a, uint64_t a_step, const float* b, uint64_t b_step, uint64_t depth, float* scaled) {
    for (uint64_t k = 0; k < depth; k++)
        scaled[k] = alpha * a[k * a_step];
    return sum(how, scaled, 1, b, b_step, depth);
}

int gemm(const configuration* how, const operands* o) {
    const attributes* attributes = o->attributes;
    const float *a = o->in[0], *b = o->in[1], *c = o->in[2];
    float* out = o->out;
    uint64_t rows = (uint64_t)o->out_shape->dims[0], columns = (uint64_t)o->out_shape->dims[1], depth = (uint64_t)o->in_shapes[0]->dims[attributes->trans_a ? 0 : 1];
    int trans_b = attributes->trans_b && (how->fault != TRANSPOSE_IGNORED || depth != columns);
    int whole = how->fault == ALPHA_WHOLE;
    float alpha = whole ? truncf(attributes->alpha) : attributes->alpha, beta = whole ? truncf(attributes->beta) : attributes->beta;
    float* scaled = how->fault == ALPHA_FIRST ? malloc((depth + 1) * sizeof *scaled) : NULL;
    if (how->fault == ALPHA_FIRST && !scaled)
        return 0;
    for (uint64_t i = 0; i < rows; i++)
        for (uint64_t j = 0; j < columns; j++) {
            const float *left = a + (attributes->trans_a ? i : i * depth), *right = b + (trans_b ? j * depth : j);
            uint64_t left_step = attributes->trans_a ? rows : 1, right_step = trans_b ? 1 : columns;
            float product = scaled ? scaled_sum(how, alpha, left, left_step, right, right_step, depth, scaled) : alpha * sum(how, left, left_step, right, right_step, depth);
            float addend = c ? beta * c[source_of(i * columns + j, o->out_shape, 2, o->in_shapes[2], 0)] : 0;
            out[i * columns + j] = product + addend;
        }
    free(scaled);
    return 1;
}
