// SPDX-License-Identifier: Apache-2.0
// ONNX functions of one element: y = f(x). Operands X, Y. A work item takes EACH elements: floats in explicit vectors. Each function is
// written once for C and for V.

#ifdef WIDE
#define ROOT_HALF 0.70710678118654752440
#define ROOT_TWO_OVER_PI 0.79788456080286535588
#define CUBIC 0.044715
#define SATURATED 19.1
#else
#define ROOT_HALF 0.70710678f
#define ROOT_TWO_OVER_PI 0.79788456f
#define CUBIC 0.044715f
#define SATURATED 9.1f
#endif

#define RELU(T, S) \
    inline T relu##S(T x) \
    { \
        return x < (T)(0) ? (T)(0) : x; \
    }

#define EXP(T, S) \
    inline T exponential##S(T x) \
    { \
        return exp(x); \
    }

#define SIGMOID(T, S) \
    inline T sigmoid##S(T x) \
    { \
        T e = exp(-fabs(x)); \
        return (x < (T)(0) ? e : (T)(1)) / ((T)(1) + e); \
    }

#ifdef WIDE
#define ERF(T, S) \
    inline T error##S(T x) \
    { \
        return erf(x); \
    }
#else
// Below 1 x + x q(x^2), above 1 - e^-p(|x|); q and p are Chebyshev fits of erf(x)/x - 1 and -log(erfc(x)). Within 2 ulp.
#define ERF(T, S) \
    inline T error##S(T x) \
    { \
        T t = fabs(x), s = x * x, q = (T)(7.87587487e-05f); \
        q = mad(q, s, (T)(-0.00080168643f)); \
        q = mad(q, s, (T)(0.00518908724f)); \
        q = mad(q, s, (T)(-0.0268542115f)); \
        q = mad(q, s, (T)(0.112835944f)); \
        q = mad(q, s, (T)(-0.37612626f)); \
        q = mad(q, s, (T)(0.128379166f)); \
        T near_zero = mad(x, q, x); \
        t = t > (T)(4.0f) ? (T)(4.0f) : t; \
        T p = (T)(-1.6371514e-06f); \
        p = mad(p, t, (T)(4.60580413e-05f)); \
        p = mad(p, t, (T)(-0.00059680565f)); \
        p = mad(p, t, (T)(0.0047595962f)); \
        p = mad(p, t, (T)(-0.0264211353f)); \
        p = mad(p, t, (T)(0.110080086f)); \
        p = mad(p, t, (T)(0.631826043f)); \
        p = mad(p, t, (T)(1.13023341f)); \
        p = mad(p, t, (T)(-0.00032013806f)); \
        T far = copysign((T)(1.0f) - exp(-p), x); \
        return t > (T)(1.0f) ? far : near_zero; \
    }
#endif

#define GELU(T, S) \
    inline T gelu##S(T x) \
    { \
        return (C)0.5f * x * ((T)(1) + error##S(x * (C)ROOT_HALF)); \
    }

// Where tanh rounds to 1 it is 1: drivers may be an ulp off, which x would multiply.
#define GELU_TANH(T, S) \
    inline T gelu_tanh##S(T x) \
    { \
        T inner = (C)ROOT_TWO_OVER_PI * (x + (C)CUBIC * (x * x * x)); \
        return (C)0.5f * x * ((T)(1) + (fabs(inner) > (T)(SATURATED) ? copysign((T)(1), inner) : tanh(inner))); \
    }

#ifdef INTEGERS
#define EACH 1
#define LANES_AT(NAME)
#define BOTH(FUNCTION) FUNCTION(C, _one)
#else
#define EACH LANES
#define LANES_AT(NAME) \
    if (i + LANES <= count) \
    { \
        V values = NAME##_lanes(X_GET_LANES(x, i)); \
        Y_SET_LANES(y, i, values); \
        return; \
    }
#define BOTH(FUNCTION) FUNCTION(C, _one) FUNCTION(V, _lanes)
#endif

#define OPERATOR(NAME, FUNCTION) \
    BOTH(FUNCTION) \
    __kernel void NAME##_each(GLOBAL_IN(X_T) x, GLOBAL_OUT(Y_T) y, uint count) \
    { \
        uint i = get_global_id(0) * EACH; \
        LANES_AT(NAME) \
        for (uint end = min(i + EACH, count); i < end; i++) \
        { \
            C value = NAME##_one(X_GET(x, i)); \
            Y_SET(y, i, value); \
        } \
    }

OPERATOR(relu, RELU)
#ifndef INTEGERS
OPERATOR(exponential, EXP)
OPERATOR(sigmoid, SIGMOID)
OPERATOR(error, ERF)
OPERATOR(gelu, GELU)
OPERATOR(gelu_tanh, GELU_TANH)
#endif
