/* SPDX-License-Identifier: Apache-2.0 */
/** @file functions.c Functions of one element, computed in f64 and rounded once unless the configuration bends them. */
#include <math.h>

#include "zoo.h"

/** x moved by `ulp` ulp of its f32, up or down by its last bit. */
static float perturbed(double x, float ulp) {
    int exponent;
    if (x == 0 || !isfinite(x))
        return (float)x;
    frexp(x, &exponent);
    float nearest = (float)x;
    uint32_t bits;
    memcpy(&bits, &nearest, sizeof bits);
    return (float)(x + (bits & 1 ? 1 : -1) * (double)ulp * ldexp(1, (exponent < -125 ? -125 : exponent) - 24));
}

static float rounded(const configuration* how, double x) {
    return how->fault == FUNCTIONS_PERTURBED ? perturbed(x, how->perturbation) : (float)x;
}

static float by_polynomial(float x) {
    float turns = rintf(x * 1.44269504f), rest = x - turns * 0.693147181f;
    return ldexpf(1 + rest * (1 + rest * (0.5f + rest * (0.166666667f + rest * 0.0416666667f))), (int)turns);
}

float exponential(const configuration* how, float x) {
    if (how->fault == EXP_POLYNOMIAL && fabsf(x) < 87)
        return by_polynomial(x);
    if (how->fault == EXP_OVERFLOWS_EARLY && x >= 88)
        return INFINITY;
    return rounded(how, exp((double)x));
}

static float sigmoid(const configuration* how, float x) {
    float power = expf(x);
    return how->fault == SIGMOID_NAIVE ? power / (1 + power) : rounded(how, 1 / (1 + exp(-(double)x)));
}

static float hyperbolic_tangent(const configuration* how, float x) {
    float power = expf(2 * x);
    return how->fault == TANH_NAIVE ? (power - 1) / (power + 1) : rounded(how, tanh((double)x));
}

static float gelu(const configuration* how, int by_tanh, float given) {
    double x = (double)given;
    if (isinf(x))
        return x > 0 ? given : -0.0f;
    if (by_tanh || how->fault == TANH_GELU)
        return rounded(how, x / 2 * (1 + tanh(sqrt(2 / acos(-1)) * (x + 0.044715 * x * x * x))));
    return rounded(how, x / 2 * erfc(-x / sqrt(2)));
}

/** An estimate of 8 bits, made good for 16 by one Newton step; a second one would give all 24. */
static float reciprocal(const configuration* how, float x) {
    float whole = 1 / x, estimate = narrow(whole, 8);
    int ordinary = isnormal(x) && isnormal(whole);
    return how->fault == NEWTON_ONE_SHORT && ordinary ? estimate * (2 - x * estimate) : whole;
}

static float root(const configuration* how, float x) {
    float inverse = narrow(1 / sqrtf(x), 8);
    return how->fault == NEWTON_ONE_SHORT && isnormal(x) && x > 0 ? x * (inverse * (1.5f - 0.5f * x * inverse * inverse)) : sqrtf(x);
}

float function(const configuration* how, uint32_t op, const attributes* attributes, float x) {
    switch (op) {
        case RELU: return x > 0 || (isnan(x) && how->fault != RELU_DROPS_NAN) ? x : 0;
        case EXP: return exponential(how, x);
        case SIGMOID: return sigmoid(how, x);
        case TANH: return hyperbolic_tangent(how, x);
        case SQRT: return root(how, x);
        case RECIPROCAL: return reciprocal(how, x);
        default: return gelu(how, attributes->by_tanh != 0, x);
    }
}
