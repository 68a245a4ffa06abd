// SPDX-License-Identifier: Apache-2.0
// ONNX QuantizeLinear (X real, S scale, Z zero point, Y integer) and DequantizeLinear (X integer, Y real). Element i lies at position p of
// the quantised axis, with o before and n behind it; its scale and zero point at o * outer_step + p / block * step + n * inner_step.

#define PARAMETERS uint count, uint extent, uint inner, uint block, uint outer_step, uint step, uint inner_step

inline uint scale_of(uint i, uint extent, uint inner, uint block, uint outer_step, uint step, uint inner_step)
{
    return i / inner / extent * outer_step + i / inner % extent / block * step + i % inner * inner_step;
}

#ifdef ZERO
#define ZERO_BUFFER GLOBAL_IN(Z_T) z,
#define ZERO_AT(i) z[i]
#else
#define ZERO_BUFFER
#define ZERO_AT(i) 0
#endif

#ifdef QUANTIZE
// The quotient is rounded to the scale's type, then to an integer, ties to even; a float quotient of 16-bit numbers rounds to them as the
// real one would (Figueroa, 1995).
__kernel void quantize(GLOBAL_IN(X_T) x, GLOBAL_IN(S_T) s, ZERO_BUFFER GLOBAL_OUT(Y_T) y, PARAMETERS, C low, C high)
{
    uint i = get_global_id(0);
    if (i >= count)
        return;
    uint at = scale_of(i, extent, inner, block, outer_step, step, inner_step);
    C quotient = X_GET(x, i) / S_GET(s, at);
#ifdef HALF_QUOTIENT
    ushort bits;
    vstore_half_rte(quotient, 0, (half*)&bits);
    quotient = vload_half(0, (half*)&bits);
#elif defined(BF16_QUOTIENT)
    quotient = bf16_value(bf16_of(quotient));
#endif
    y[i] = (Y_T)(int)clamp(rint(quotient) + (C)ZERO_AT(at), low, high);
}
#else
__kernel void dequantize(GLOBAL_IN(X_T) x, GLOBAL_IN(S_T) s, ZERO_BUFFER GLOBAL_OUT(Y_T) y, PARAMETERS)
{
    uint i = get_global_id(0);
    if (i >= count)
        return;
    uint at = scale_of(i, extent, inner, block, outer_step, step, inner_step);
    C value = (C)((long)x[i] - (long)ZERO_AT(at)) * S_GET(s, at);
    Y_SET(y, i, value);
}
#endif
