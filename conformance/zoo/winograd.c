/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file winograd.c Conv of 3x3 filters by minimal filtering, F(2x2, 3x3): 16 products for 4 outputs of a channel instead of 36.
 * Source: Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", arXiv 1509.09308, section 4.1.
 */
#include "zoo.h"

enum { SIDE = 4, CELLS = SIDE * SIDE };

/** A line of a tile of the input: B'd. */
static void into(const float* d, int step, float* v, int v_step) {
    v[0] = d[0] - d[2 * step];
    v[v_step] = d[step] + d[2 * step];
    v[2 * v_step] = d[2 * step] - d[step];
    v[3 * v_step] = d[step] - d[3 * step];
}

/** A line of a filter: Gg. */
static void spread(const float* g, int step, float* u, int u_step) {
    u[0] = g[0];
    u[u_step] = (g[0] + g[step] + g[2 * step]) * 0.5f;
    u[2 * u_step] = (g[0] - g[step] + g[2 * step]) * 0.5f;
    u[3 * u_step] = g[2 * step];
}

/** A line of the products: A'm. */
static void back(const float* m, int step, float* y, int y_step) {
    y[0] = m[0] + m[step] + m[2 * step];
    y[y_step] = m[step] - m[2 * step] - m[3 * step];
}

static void transform_filter(const float* g, float* u) {
    float half[SIDE * 3];
    for (int column = 0; column < 3; column++)
        spread(g + column, 3, half + column, 3);
    for (int row = 0; row < SIDE; row++)
        spread(half + 3 * row, 1, u + SIDE * row, 1);
}

static void transform_tile(const float* channel, const shape* x, int64_t top, int64_t left, float* v) {
    float tile[CELLS], half[CELLS];
    for (int i = 0; i < CELLS; i++) {
        int64_t y = top + i / SIDE, column = left + i % SIDE;
        tile[i] = y >= 0 && y < x->dims[2] && column >= 0 && column < x->dims[3] ? channel[y * x->dims[3] + column] : 0;
    }
    for (int column = 0; column < SIDE; column++)
        into(tile + column, SIDE, half + column, SIDE);
    for (int row = 0; row < SIDE; row++)
        into(half + SIDE * row, 1, v + SIDE * row, 1);
}

int conv_in_tiles(const configuration* how, const operands* o) {
    const shape *x = o->in_shapes[0], *w = o->in_shapes[1], *out = o->out_shape;
    const float *data = o->in[0], *filter = o->in[1], *bias = o->in[2];
    float* results = o->out;
    int64_t channels = w->dims[1], per_group = w->dims[0] / o->attributes->group, height = out->dims[2], width = out->dims[3];
    float *u = malloc((size_t)channels * CELLS * sizeof *u + 1), *v = malloc((size_t)channels * CELLS * sizeof *v + 1);
    for (int64_t plane = 0; u && v && plane < out->dims[0] * out->dims[1]; plane++) {
        int64_t image = plane / out->dims[1], map = plane % out->dims[1];
        for (int64_t c = 0; c < channels; c++)
            transform_filter(filter + (map * channels + c) * 9, u + c * CELLS);
        for (int64_t top = 0; top < height; top += 2)
            for (int64_t left = 0; left < width; left += 2) {
                float m[CELLS], half[2 * SIDE], y[4];
                for (int64_t c = 0; c < channels; c++)
                    transform_tile(data + (image * x->dims[1] + map / per_group * channels + c) * x->dims[2] * x->dims[3], x, top - o->attributes->pads[0], left - o->attributes->pads[1], v + c * CELLS);
                for (int i = 0; i < CELLS; i++)
                    m[i] = sum(how, u + i, CELLS, v + i, CELLS, (uint64_t)channels);
                for (int column = 0; column < SIDE; column++)
                    back(m + column, SIDE, half + column, SIDE);
                back(half, 1, y, 1);
                back(half + SIDE, 1, y + 2, 1);
                for (int i = 0; i < 4; i++)
                    if (top + i / 2 < height && left + i % 2 < width)
                        results[(plane * height + top + i / 2) * width + left + i % 2] = y[i] + (bias ? bias[map] : 0);
            }
    }
    free(u);
    free(v);
    return u && v;
}
