/* SPDX-License-Identifier: Apache-2.0 */
/** @file reduce.c ReduceSum, ReduceMean, ReduceMax and ArgMax. Source: ONNX operator specification. */
#include <math.h>

#include "zoo.h"

static float reduced(const configuration* how, uint32_t op, const float* line, uint64_t length) {
    if (op != REDUCE_MAX) {
        if (length == 1)
            return *line;
        float total = sum(how, line, 1, NULL, 0, length);
        if (op == REDUCE_SUM)
            return total;
        return how->fault == COUNT_RECIPROCAL_NARROW ? total * narrow(1 / (float)length, 11) : total / (float)length;
    }
    float most = -INFINITY;
    for (uint64_t i = 0; i < length && !isnan(most); i++)
        if (line[i] > most || (isnan(line[i]) && how->fault != MAX_DROPS_NAN))
            most = line[i];
    return most;
}

/** Gathers the reduced elements of each output, then reduces them. */
int reduce(const configuration* how, uint32_t op, const operands* o) {
    const shape* s = o->in_shapes[0];
    const float* data = o->in[0];
    float* out = o->out;
    shape kept = {{0}, s->rank};
    uint64_t length = 1;
    for (uint32_t d = 0; d < s->rank; d++) {
        int gone = o->attributes->reduced >> d & 1;
        kept.dims[d] = gone ? 1 : s->dims[d];
        length *= gone ? (uint64_t)s->dims[d] : 1;
    }
    uint64_t outputs = element_count(&kept, 0, kept.rank), total = element_count(s, 0, s->rank);
    float* gathered = malloc((total ? total : 1) * sizeof *gathered);
    uint64_t* used = calloc(outputs ? outputs : 1, sizeof *used);
    if (gathered && used) {
        for (uint64_t i = 0; i < total; i++) {
            uint64_t output = source_of(i, s, s->rank, &kept, 0);
            gathered[output * length + used[output]++] = data[i];
        }
        for (uint64_t i = 0; i < outputs; i++)
            out[i] = reduced(how, op, gathered + i * length, length);
    }
    free(used);
    free(gathered);
    return gathered && used;
}

int arg_max(const configuration* how, const operands* o) {
    const shape* s = o->in_shapes[0];
    const float* data = o->in[0];
    int64_t* out = o->out;
    uint32_t axis = (uint32_t)o->attributes->axis;
    int last = o->attributes->select_last || how->fault == LAST_OF_TIES;
    uint64_t outer = element_count(s, 0, axis), length = (uint64_t)s->dims[axis], inner = element_count(s, axis + 1, s->rank);
    for (uint64_t line = 0; length > 0 && line < outer * inner; line++) {
        const float* x = data + line / inner * length * inner + line % inner;
        uint64_t best = 0;
        for (uint64_t k = 1; k < length; k++) {
            float most = x[best * inner], here = x[k * inner];
            if (here > most || (last && here == most) || (isnan(here) && !isnan(most)))
                best = k;
        }
        out[line] = (int64_t)best;
    }
    return 1;
}
