/* SPDX-License-Identifier: Apache-2.0 */
/** @file movement.c Transpose, Concat, Gather, Slice and ScatterElements of f32. Source: ONNX operator specification. */
#include "zoo.h"

static int64_t index_at(const operands* o, uint32_t input, uint64_t i) {
    return o->in_types[input] == TG_I64 ? ((const int64_t*)o->in[input])[i] : ((const int32_t*)o->in[input])[i];
}

/** Splits a flat index into one per dim. */
static void split(uint64_t flat, const shape* s, int64_t* index) {
    for (uint32_t d = s->rank; d-- > 0; flat /= (uint64_t)s->dims[d])
        index[d] = (int64_t)(flat % (uint64_t)s->dims[d]);
}

static uint64_t join(const int64_t* index, const shape* s) {
    uint64_t flat = 0;
    for (uint32_t d = 0; d < s->rank; d++)
        flat = flat * (uint64_t)s->dims[d] + (uint64_t)index[d];
    return flat;
}

static void transpose(const configuration* how, const operands* o) {
    const shape* s = o->in_shapes[0];
    uint64_t total = element_count(s, 0, s->rank);
    const int64_t* perm = o->attributes->perm;
    for (uint64_t i = 0; i < total; i++) {
        int64_t to[TG_MAX_RANK], from[TG_MAX_RANK];
        split(i, o->out_shape, to);
        for (uint32_t d = 0; d < s->rank; d++)
            from[how->fault == PERM_INVERTED ? d : (uint32_t)perm[d]] = to[how->fault == PERM_INVERTED ? perm[d] : d];
        for (uint32_t d = 0; d < s->rank; d++)
            from[d] = from[d] < s->dims[d] ? from[d] : s->dims[d] - 1;
        ((float*)o->out)[i] = ((const float*)o->in[0])[join(from, s)];
    }
}

static void concat(const configuration* how, const operands* o) {
    uint32_t axis = (uint32_t)o->attributes->axis;
    const shape* out = o->out_shape;
    uint64_t outer = element_count(out, 0, axis), row = element_count(out, axis, out->rank);
    for (uint64_t line = 0; line < outer; line++) {
        float* to = (float*)o->out + line * row;
        for (uint32_t k = 0; k < o->in_count; k++) {
            uint32_t part = how->fault == PARTS_SWAPPED ? o->in_count - 1 - k : k;
            uint64_t count = element_count(o->in_shapes[part], axis, out->rank);
            if (count)
                memcpy(to, (const float*)o->in[part] + line * count, count * sizeof *to);
            to += count;
        }
    }
}

static void gather(const configuration* how, const operands* o) {
    const shape *data = o->in_shapes[0], *indices = o->in_shapes[1];
    uint32_t axis = (uint32_t)o->attributes->axis;
    uint64_t outer = element_count(data, 0, axis), extent = (uint64_t)data->dims[axis], inner = element_count(data, axis + 1, data->rank), count = element_count(indices, 0, indices->rank);
    for (uint64_t i = 0; i < outer * count; i++) {
        int64_t at = index_at(o, 1, i % count);
        at = at < 0 && how->fault == NEGATIVE_INDEX ? 0 : at < 0 ? at + (int64_t)extent : at;
        if (at >= 0 && (uint64_t)at < extent && inner)
            memcpy((float*)o->out + i * inner, (const float*)o->in[0] + (i / count * extent + (uint64_t)at) * inner, inner * sizeof(float));
    }
}

/** starts, ends, axes and steps are read as they come; out-of-range values are clamped as the specification says. */
static void slice(const configuration* how, const operands* o) {
    const shape* s = o->in_shapes[0];
    int64_t start[TG_MAX_RANK] = {0}, step[TG_MAX_RANK];
    uint64_t total = element_count(o->out_shape, 0, s->rank), count = element_count(o->in_shapes[1], 0, o->in_shapes[1]->rank);
    for (uint32_t d = 0; d < s->rank; d++)
        step[d] = 1;
    int64_t last[TG_MAX_RANK];
    for (uint32_t d = 0; d < s->rank; d++)
        last[d] = s->dims[d];
    for (uint64_t k = 0; k < count; k++) {
        int64_t axis = o->in[3] ? index_at(o, 3, k) : (int64_t)k;
        axis += axis < 0 ? s->rank : 0;
        if (axis < 0 || axis >= s->rank)
            return;
        int64_t by = o->in[4] ? index_at(o, 4, k) : 1, from = index_at(o, 1, k), to = index_at(o, 2, k), extent = s->dims[axis];
        to = how->fault == END_IN_32_BITS ? (int32_t)(uint32_t)(uint64_t)to : to;
        from = from < -extent ? -1 - extent : from;
        from += from < 0 ? extent : 0;
        to += to < 0 ? extent : 0;
        start[axis] = by > 0 ? (from < 0 ? 0 : from > extent ? extent : from) : (from < 0 ? 0 : from >= extent ? extent - 1 : from);
        step[axis] = how->fault == STEP_IGNORED ? (by < 0 ? -1 : 1) : by;
        last[axis] = to;
    }
    for (uint64_t i = 0; i < total; i++) {
        int64_t at[TG_MAX_RANK];
        int inside = 1;
        split(i, o->out_shape, at);
        for (uint32_t d = 0; d < s->rank; d++) {
            at[d] = start[d] + at[d] * step[d];
            inside &= at[d] >= 0 && at[d] < s->dims[d] && (step[d] < 0 || how->fault != END_IN_32_BITS || at[d] < last[d]);
        }
        ((float*)o->out)[i] = inside ? ((const float*)o->in[0])[join(at, s)] : 0;
    }
}

static void scatter_elements(const configuration* how, const operands* o) {
    const shape *data = o->in_shapes[0], *indices = o->in_shapes[1];
    uint32_t axis = (uint32_t)o->attributes->axis;
    float* out = o->out;
    uint64_t total = element_count(data, 0, data->rank), count = element_count(indices, 0, indices->rank);
    if (total)
        memcpy(out, o->in[0], total * sizeof *out);
    for (uint64_t i = 0; i < count; i++) {
        int64_t at[TG_MAX_RANK], extent = data->dims[axis], to = index_at(o, 1, i);
        split(i, indices, at);
        at[axis] = to < 0 ? to + extent : to;
        if (at[axis] < 0 || at[axis] >= extent)
            continue;
        float update = ((const float*)o->in[2])[i];
        uint64_t place = join(at, data);
        out[place] = o->attributes->adds && how->fault != REDUCTION_IGNORED ? out[place] + update : update;
    }
}

int move(const configuration* how, uint32_t op, const operands* o) {
    switch (op) {
        case TRANSPOSE: transpose(how, o); break;
        case CONCAT: concat(how, o); break;
        case GATHER: gather(how, o); break;
        case SLICE: slice(how, o); break;
        default: scatter_elements(how, o); break;
    }
    return 1;
}
