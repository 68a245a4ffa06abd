/* SPDX-License-Identifier: Apache-2.0 */
/** @file arithmetic.c Sums and functions, bent as the configuration says. */
#include <math.h>
#include <unistd.h>

#include "zoo.h"

float narrow(float x, uint32_t bits) {
    uint32_t word, dropped = 24 - bits;
    if (bits == 0 || !isfinite(x))
        return x;
    memcpy(&word, &x, sizeof word);
    word += ((uint32_t)1 << (dropped - 1)) - 1 + (word >> dropped & 1);
    word &= ~(((uint32_t)1 << dropped) - 1);
    memcpy(&x, &word, sizeof x);
    return x;
}

typedef struct terms {
    const configuration* how;
    const float *a, *b;
    uint64_t a_step, b_step;
} terms;

/** The largest f32 that is no larger in magnitude. */
static float toward_zero(double x) {
    float nearest = (float)x;
    return fabs((double)nearest) > fabs(x) ? nextafterf(nearest, 0) : nearest;
}

/** total + term k. */
static float add(const terms* terms, float total, uint64_t k) {
    const configuration* how = terms->how;
    float x = narrow(terms->a[k * terms->a_step], how->input_bits), y = terms->b ? narrow(terms->b[k * terms->b_step], how->input_bits) : 1;
    if (how->fault == DROP_ZERO && (x == 0 || y == 0))
        return total;
    if (how->fault == SWALLOW_NAN && isnan(x * y))
        return total;
    if (how->fault == TRUNCATED_STEPS)
        return toward_zero((double)total + (double)toward_zero((double)x * y));
    if (how->fault == NARROW_PRODUCTS)
        return total + narrow(x * y, 11);
    if (how->fma)
        return narrow(fmaf(x, y, total), how->accumulator_bits);
    return narrow(total + narrow(x * y, how->accumulator_bits), how->accumulator_bits);
}

static float sequential(const terms* terms, uint64_t from, uint64_t to) {
    float total = 0;
    for (uint64_t k = from; k < to; k++)
        total = add(terms, total, k);
    return total;
}

static float reverse(const terms* terms, uint64_t from, uint64_t to) {
    float total = 0;
    for (uint64_t k = to; k-- > from;)
        total = add(terms, total, k);
    return total;
}

static float pairwise(const terms* terms, uint64_t from, uint64_t to) {
    if (to - from <= 2)
        return sequential(terms, from, to);
    uint64_t middle = from + (to - from) / 2;
    return pairwise(terms, from, middle) + pairwise(terms, middle, to);
}

static float blocked(const terms* terms, uint64_t from, uint64_t to) {
    enum { BLOCK = 16 };
    float total = 0;
    for (; from < to; from += BLOCK)
        total += sequential(terms, from, from + BLOCK < to ? from + BLOCK : to);
    return total;
}

static uint64_t starts;

void restart_orders(void) {
    __atomic_store_n(&starts, 0, __ATOMIC_RELAXED);
}

/** Starts at another term every time and goes round. */
static float from_anywhere(const terms* terms, uint64_t count) {
    uint64_t first = __atomic_fetch_add(&starts, 7, __ATOMIC_RELAXED) % count;
    float total = 0;
    for (uint64_t k = 0; k < count; k++)
        total = add(terms, total, (first + k) % count);
    return total;
}

/** Visits the terms in an order that no other process has, as long as ids differ by less than a million: (first + k * step) mod a prime. */
static float by_process(const terms* terms, uint64_t count) {
    enum { PRIME = 1009 };
    uint64_t id = (uint64_t)getpid(), step = 1 + id % (PRIME - 1), first = id / (PRIME - 1) % PRIME;
    float total = 0;
    for (uint64_t k = 0; k < PRIME; k++)
        if ((first + k * step) % PRIME < count)
            total = add(terms, total, (first + k * step) % PRIME);
    return total;
}

float sum(const configuration* how, const float* a, uint64_t a_step, const float* b, uint64_t b_step, uint64_t count) {
    static float (*const orders[])(const terms*, uint64_t, uint64_t) = {
        [SEQUENTIAL] = sequential, [REVERSE] = reverse, [PAIRWISE] = pairwise, [BLOCKED] = blocked,
    };
    terms terms = {how, a, b, a_step, b_step};
    if (how->fault == ORDER_RANDOM && count > 1)
        return from_anywhere(&terms, count);
    if (how->fault == ORDER_BY_PROCESS && count > 1 && count <= 1009)
        return by_process(&terms, count);
    float total = orders[how->order](&terms, 0, how->fault == DROP_LAST_K && count > 1 ? count - 1 : count);
    return how->gain != 0 ? total * how->gain : total;
}
