// SPDX-License-Identifier: Apache-2.0
// ONNX Add, Sub, Mul, Div: y = f(a, b). Operands A, B, Y; U is an unsigned type at least as wide as C.
// Integers wrap; integer division truncates, and what the specification leaves undefined (division by 0) gives 0 without a trap.
// A work item takes EACH elements: floats in explicit vectors, because drivers for processors do not vectorise across a guarded item.

#ifdef INTEGERS
#define EACH 1
#define ADD(a, b) ((C)((U)(a) + (U)(b)))
#define SUB(a, b) ((C)((U)(a) - (U)(b)))
#define MUL(a, b) ((C)((U)(a) * (U)(b)))
#ifdef SIGNED
#define DIV(a, b) ((b) == 0 ? (C)0 : (b) == (C)-1 ? (C)(0 - (U)(a)) : (C)((a) / (b)))
#else
#define DIV(a, b) ((b) == 0 ? (C)0 : (C)((a) / (b)))
#endif
#define VECTOR(F, fits, y_at, a_at, a_moves, b_at, b_moves)
#else
#define EACH LANES
#define ADD(a, b) ((a) + (b))
#define SUB(a, b) ((a) - (b))
#define MUL(a, b) ((a) * (b))
#define DIV(a, b) ((a) / (b))
#define VECTOR(F, fits, y_at, a_at, a_moves, b_at, b_moves) \
    if (fits) \
    { \
        V left = (V)(0), right = (V)(0); \
        if (a_moves) \
            left = A_GET_LANES(a, a_at); \
        else \
            left += A_GET(a, a_at); \
        if (b_moves) \
            right = B_GET_LANES(b, b_at); \
        else \
            right += B_GET(b, b_at); \
        V result = F(left, right); \
        Y_SET_LANES(y, y_at, result); \
        return; \
    }
#endif

#define APPLY(F, y_at, a_at, b_at) \
    { \
        C left = A_GET(a, a_at), right = B_GET(b, b_at); \
        Y_SET(y, y_at, F(left, right)); \
    }

#define FLAT(NAME, F, a_moves, b_moves) \
    __kernel void NAME(GLOBAL_IN(A_T) a, GLOBAL_IN(B_T) b, GLOBAL_OUT(Y_T) y, uint count) \
    { \
        uint i = get_global_id(0) * EACH; \
        VECTOR(F, i + EACH <= count, i, i * a_moves, a_moves, i * b_moves, b_moves) \
        for (uint end = min(i + EACH, count); i < end; i++) \
            APPLY(F, i, i * a_moves, i * b_moves) \
    }

// Rows of y over `inner` elements; a and b start each row where their steps over the outer axes say.
#define STRIDED(NAME, F, AXES, OFFSET) \
    __kernel void NAME(GLOBAL_IN(A_T) a, GLOBAL_IN(B_T) b, GLOBAL_OUT(Y_T) y, uint inner, uint rows, uint a_step, uint b_step, \
        AXES dims, AXES a_steps, AXES b_steps) \
    { \
        uint i = get_global_id(0) * EACH, row = get_global_id(1); \
        if (row >= rows) \
            return; \
        uint a_row = OFFSET(row, dims, a_steps), b_row = OFFSET(row, dims, b_steps); \
        VECTOR(F, i + EACH <= inner && a_step <= 1 && b_step <= 1, row * inner + i, a_row + i * a_step, a_step, b_row + i * b_step, b_step) \
        for (uint end = min(i + EACH, inner); i < end; i++) \
            APPLY(F, row * inner + i, a_row + i * a_step, b_row + i * b_step) \
    }

#define OPERATOR(NAME, F) \
    FLAT(NAME##_both, F, 1, 1) \
    FLAT(NAME##_left_scalar, F, 0, 1) \
    FLAT(NAME##_right_scalar, F, 1, 0) \
    STRIDED(NAME##_strided4, F, uint4, offset4) \
    STRIDED(NAME##_strided16, F, uint16, offset16)

OPERATOR(add, ADD)
#ifndef ADD_ONLY
OPERATOR(sub, SUB)
OPERATOR(mul, MUL)
OPERATOR(div, DIV)
#endif
