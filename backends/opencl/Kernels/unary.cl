// SPDX-License-Identifier: Apache-2.0
// ONNX functions of one element: y = f(x). Operands X, Y.

#define RELU(x) ((x) < 0 ? (C)0 : (x))

#ifndef INTEGERS
inline C sigmoid(C x)
{
    C e = exp(-fabs(x));
    return (x < 0 ? e : (C)1) / (1 + e);
}

#ifdef WIDE
#define ERF(x) erf(x)
#define ROOT_HALF 0.70710678118654752440
#define ROOT_TWO_OVER_PI 0.79788456080286535588
#define CUBIC 0.044715
#define SATURATED 19.1
#else
#define ROOT_HALF 0.70710678f
#define ROOT_TWO_OVER_PI 0.79788456f
#define CUBIC 0.044715f
#define SATURATED 9.1f

// Below 1 x + x q(x^2), above 1 - e^-p(|x|); q and p are Chebyshev fits of erf(x)/x - 1 and -log(erfc(x)). Within 2 ulp.
inline float erf_of(float x)
{
    float t = fabs(x), s = x * x;
    float q = 7.87587487e-05f;
    q = mad(q, s, -0.00080168643f);
    q = mad(q, s, 0.00518908724f);
    q = mad(q, s, -0.0268542115f);
    q = mad(q, s, 0.112835944f);
    q = mad(q, s, -0.37612626f);
    q = mad(q, s, 0.128379166f);
    float small = mad(x, q, x);
    t = t > 4.0f ? 4.0f : t;
    float p = -1.6371514e-06f;
    p = mad(p, t, 4.60580413e-05f);
    p = mad(p, t, -0.00059680565f);
    p = mad(p, t, 0.0047595962f);
    p = mad(p, t, -0.0264211353f);
    p = mad(p, t, 0.110080086f);
    p = mad(p, t, 0.631826043f);
    p = mad(p, t, 1.13023341f);
    p = mad(p, t, -0.00032013806f);
    float large = copysign(1.0f - exp(-p), x);
    return t > 1.0f ? large : small;
}
#define ERF(x) erf_of(x)
#endif

inline C gelu(C x)
{
    return (C)0.5f * x * (1 + ERF(x * (C)ROOT_HALF));
}

// Where tanh rounds to 1 it is 1: drivers may be an ulp off, which x would multiply.
inline C gelu_tanh(C x)
{
    C inner = (C)ROOT_TWO_OVER_PI * (x + (C)CUBIC * (x * x * x));
    return (C)0.5f * x * (1 + (fabs(inner) > SATURATED ? copysign((C)1, inner) : tanh(inner)));
}
#endif

#define OPERATOR(NAME, F) \
    __kernel void NAME(GLOBAL_IN(X_T) x, GLOBAL_OUT(Y_T) y, uint count) \
    { \
        uint i = get_global_id(0); \
        if (i < count) \
        { \
            C value = X_GET(x, i); \
            Y_SET(y, i, F(value)); \
        } \
    }

OPERATOR(relu, RELU)
#ifndef INTEGERS
OPERATOR(exp_, exp)
OPERATOR(sigmoid_, sigmoid)
OPERATOR(erf_, ERF)
OPERATOR(gelu_, gelu)
OPERATOR(gelu_tanh_, gelu_tanh)
#endif
