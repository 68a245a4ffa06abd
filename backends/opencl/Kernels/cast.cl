// SPDX-License-Identifier: Apache-2.0
// ONNX Cast from X, whose elements widen to C without loss, to every other element type. Floats to integers truncate, integers wrap.

#ifdef INTEGERS
#define TO_INTEGER(T, x) ((T)(x))
#else
#define TO_INTEGER(T, x) convert_##T##_rtz(x)
#endif

// A float that rounds to a 16-bit format as x itself would: rounded to odd (Boldo and Melquiond, 2008), so that no rounding happens twice.
inline float narrow(C x)
{
#ifdef EXACT_IN_FLOAT
    return (float)x;
#else
    float toward_zero = convert_float_rtz(x);
#ifdef INTEGERS
    int is_exact = JOIN(convert_, JOIN(BACK, _rtz))(toward_zero) == (BACK)x;
#else
    int is_exact = (C)toward_zero == x || isnan(x);
#endif
    return is_exact ? toward_zero : as_float(as_uint(toward_zero) | 1);
#endif
}

#define TO(NAME, T, SET) \
    __kernel void to_##NAME(GLOBAL_IN(X_T) x, GLOBAL_OUT(T) y, uint count) \
    { \
        uint i = get_global_id(0); \
        if (i < count) \
        { \
            C value = X_GET(x, i); \
            SET; \
        } \
    }

TO(bool, uchar, y[i] = value != 0)
TO(i8, char, y[i] = TO_INTEGER(char, value))
TO(i16, short, y[i] = TO_INTEGER(short, value))
TO(i32, int, y[i] = TO_INTEGER(int, value))
TO(i64, long, y[i] = TO_INTEGER(long, value))
TO(u8, uchar, y[i] = TO_INTEGER(uchar, value))
TO(u16, ushort, y[i] = TO_INTEGER(ushort, value))
TO(u32, uint, y[i] = TO_INTEGER(uint, value))
TO(u64, ulong, y[i] = TO_INTEGER(ulong, value))
TO(f32, float, y[i] = (float)value)
TO(f16, half, vstore_half_rte(narrow(value), i, y))
TO(bf16, ushort, y[i] = bf16_of(narrow(value)))
#ifdef FP64
TO(f64, double, y[i] = (double)value)
#endif
