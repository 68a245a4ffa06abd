/* SPDX-License-Identifier: Apache-2.0 */
/** @file quantised.c QuantizeLinear, DequantizeLinear, MatMulInteger and ConvInteger over i8 and u8. Source: ONNX operator specification. */
#include <math.h>

#include "zoo.h"

static int32_t byte_at(const configuration* how, const operands* o, uint32_t input, uint64_t i) {
    int is_signed = o->in_types[input] == TG_I8 || how->fault == SIGN_IGNORED;
    return is_signed ? ((const int8_t*)o->in[input])[i] : ((const uint8_t*)o->in[input])[i];
}

/** Zero point number i of an input that may be left out, or be one for all. */
static int32_t zero_at(const configuration* how, const operands* o, uint32_t input, uint64_t i) {
    return !o->in[input] ? 0 : byte_at(how, o, input, element_count(o->in_shapes[input], 0, o->in_shapes[input]->rank) == 1 ? 0 : i);
}

static float tie(const configuration* how, float x) {
    return how->fault == TIES_AWAY ? roundf(x) : nearbyintf(x);
}

/** Which scale belongs to element i: one for all, or one for each index of the axis. */
static uint64_t channel_of(const configuration* how, const operands* o, uint64_t i) {
    const shape *s = o->in_shapes[0], *scale = o->in_shapes[1];
    uint64_t scales = element_count(scale, 0, scale->rank);
    if (scale->rank == 0 || scales <= 1)
        return 0;
    uint32_t axis = (uint32_t)o->attributes->axis;
    uint64_t channel = i / element_count(s, axis + 1, s->rank) % scales;
    return how->fault == SCALE_SHIFTED ? (channel + 1) % scales : channel;
}

int quantise(const configuration* how, uint32_t op, const operands* o) {
    const shape* s = o->in_shapes[0];
    const float* scale = o->in[1];
    uint64_t total = element_count(s, 0, s->rank);
    for (uint64_t i = 0; i < total; i++) {
        uint64_t c = channel_of(how, o, i);
        int32_t zero = zero_at(how, o, 2, c);
        if (op == DEQUANTIZE_LINEAR) {
            int32_t apart = byte_at(how, o, 0, i) - zero;
            ((float*)o->out)[i] = (float)(how->fault == DIFFERENCE_NARROW ? (int8_t)(uint8_t)apart : apart) * scale[c];
            continue;
        }
        float quotient = ((const float*)o->in[0])[i] / scale[c], level = how->fault == ZERO_BEFORE_ROUND ? tie(how, quotient + (float)zero) : tie(how, quotient) + (float)zero;
        int is_signed = o->out_type == TG_I8;
        float least = is_signed ? -128 : 0, most = is_signed ? 127 : 255;
        int32_t held = isnan(level) ? 0 : (int32_t)(level < -1e6f ? -1e6f : level > 1e6f ? 1e6f : level);
        if (how->fault != WRAPS)
            held = level < least ? (int32_t)least : level > most ? (int32_t)most : held;
        ((uint8_t*)o->out)[i] = (uint8_t)(uint32_t)held;
    }
    return 1;
}

/** One more product of a sum in i32, wrapping as i32 does. */
static int32_t added(const configuration* how, int32_t total, int32_t a, int32_t b) {
    return how->fault == OVERWRITES ? a * b : (int32_t)((uint32_t)total + (uint32_t)(a * b));
}

static int32_t saturated(int32_t x) {
    return x > INT16_MAX ? INT16_MAX : x < INT16_MIN ? INT16_MIN : x;
}

int matmul_integer(const configuration* how, const operands* o) {
    const shape *a = o->in_shapes[0], *b = o->in_shapes[1];
    uint32_t rank = o->out_shape->rank - 2;
    uint64_t rows = (uint64_t)a->dims[a->rank - 2], columns = (uint64_t)b->dims[b->rank - 1], depth = (uint64_t)a->dims[a->rank - 1], batches = element_count(o->out_shape, 0, rank);
    for (uint64_t i = 0; i < batches * rows * columns; i++) {
        uint64_t batch = i / columns / rows, row = i / columns % rows, column = i % columns;
        uint64_t x = (source_of(batch, o->out_shape, rank, a, 2) * rows + row) * depth, y = source_of(batch, o->out_shape, rank, b, 2) * depth * columns + column;
        int32_t a_zero = zero_at(how, o, 2, row), b_zero = zero_at(how, o, 3, column), total = 0;
        if (how->fault == MEAN_TERM_MISSING)
            total = (int32_t)(0u - (uint32_t)(a_zero * b_zero) * (uint32_t)depth);
        for (uint64_t k = 0; k < depth; k++) {
            int32_t left = byte_at(how, o, 0, x + k) - a_zero, right = byte_at(how, o, 1, y + k * columns) - b_zero;
            if (how->fault == PAIRS_SATURATE && k + 1 < depth) {
                int32_t next = (byte_at(how, o, 0, x + k + 1) - a_zero) * (byte_at(how, o, 1, y + (k + 1) * columns) - b_zero);
                total += saturated(left * right + next);
                k++;
            } else
                total = added(how, total, left, right);
        }
        ((int32_t*)o->out)[i] = total;
    }
    return 1;
}

int conv_integer(const configuration* how, const operands* o) {
    const shape *x = o->in_shapes[0], *w = o->in_shapes[1], *out = o->out_shape;
    const attributes* a = o->attributes;
    int64_t channels = w->dims[1], per_group = w->dims[0] / a->group, taps = w->dims[2] * w->dims[3];
    uint64_t total = element_count(out, 0, 4);
    int32_t x_zero = zero_at(how, o, 2, 0);
    for (uint64_t i = 0; i < total; i++) {
        int64_t column = (int64_t)i % out->dims[3], row = (int64_t)i / out->dims[3] % out->dims[2];
        int64_t map = (int64_t)i / out->dims[3] / out->dims[2] % out->dims[1], image = (int64_t)i / out->dims[3] / out->dims[2] / out->dims[1];
        int32_t w_zero = zero_at(how, o, 3, (uint64_t)map), result = 0;
        for (int64_t k = 0; k < channels * taps; k++) {
            int64_t top = row * a->strides[0] - a->pads[0] + k % taps / w->dims[3] * a->dilations[0], left = column * a->strides[1] - a->pads[1] + k % w->dims[3] * a->dilations[1];
            int inside = top >= 0 && top < x->dims[2] && left >= 0 && left < x->dims[3];
            int64_t plane = image * x->dims[1] + map / per_group * channels + k / taps;
            int32_t pixel = inside ? byte_at(how, o, 0, (uint64_t)((plane * x->dims[2] + top) * x->dims[3] + left)) - x_zero : how->fault == ZERO_PAD_IGNORED ? -x_zero : 0;
            result = added(how, result, pixel, byte_at(how, o, 1, (uint64_t)(map * channels * taps + k)) - w_zero);
        }
        ((int32_t*)o->out)[i] = result;
    }
    return 1;
}
