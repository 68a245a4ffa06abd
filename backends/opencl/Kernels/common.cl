// SPDX-License-Identifier: Apache-2.0
// Before every kernel file. The lines above it define C, the type that is computed in, and for each operand X of the kernels its element
// type X_T, X_GET(p, i) and X_GET_LANES(p, i), which widen to C and to V, and X_SET(p, i, v) and
// X_SET_LANES(p, i, v), which round once to nearest even.
// V is a vector of LANES times C, 32 bytes, with VLOAD and VSTORE.

#ifdef FP64
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#endif
#pragma OPENCL FP_CONTRACT OFF

#define GLOBAL_IN(T) __global const T* restrict
#define GLOBAL_OUT(T) __global T* restrict
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)

// One by one: PoCL 3.1 crashes in vload_half8 where its result is computed with.
#define HALVES(p) (float8)(vload_half(0, p), vload_half(1, p), vload_half(2, p), vload_half(3, p), \
    vload_half(4, p), vload_half(5, p), vload_half(6, p), vload_half(7, p))

inline ushort bf16_of(float x)
{
    uint bits = as_uint(x);
    return isnan(x) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}

inline float bf16_value(ushort bits)
{
    return as_float((uint)bits << 16);
}

inline float8 bf16_values(ushort8 bits)
{
    return as_float8(convert_uint8(bits) << 16);
}

inline ushort8 bf16_round(float8 x)
{
    uint8 bits = as_uint8(x);
    uint8 rounded = select((bits + 0x7fff + ((bits >> 16) & 1)) >> 16, (bits >> 16) | 0x40, isnan(x));
    return convert_ushort8(rounded);
}

#define AXIS(k) at += rest % dims.s##k * steps.s##k; rest /= dims.s##k;

// Offset of element `rest` of a box, innermost extent first; unused axes have extent 1.
inline uint offset4(uint rest, uint4 dims, uint4 steps)
{
    uint at = 0;
    AXIS(0) AXIS(1) AXIS(2) AXIS(3)
    return at;
}

inline uint offset16(uint rest, uint16 dims, uint16 steps)
{
    uint at = 0;
    AXIS(0) AXIS(1) AXIS(2) AXIS(3) AXIS(4) AXIS(5) AXIS(6) AXIS(7)
    AXIS(8) AXIS(9) AXIS(a) AXIS(b) AXIS(c) AXIS(d) AXIS(e) AXIS(f)
    return at;
}
