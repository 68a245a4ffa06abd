// SPDX-License-Identifier: Apache-2.0
// ONNX Add, Sub, Mul, Div: y = f(a, b). Operands A, B, Y; U is an unsigned type at least as wide as C.
// Integers wrap; integer division truncates, and what the specification leaves undefined (division by 0) gives 0 without a trap.

#ifdef INTEGERS
#define ADD(a, b) ((C)((U)(a) + (U)(b)))
#define SUB(a, b) ((C)((U)(a) - (U)(b)))
#define MUL(a, b) ((C)((U)(a) * (U)(b)))
#ifdef SIGNED
#define DIV(a, b) ((b) == 0 ? (C)0 : (b) == (C)-1 ? (C)(0 - (U)(a)) : (C)((a) / (b)))
#else
#define DIV(a, b) ((b) == 0 ? (C)0 : (C)((a) / (b)))
#endif
#else
#define ADD(a, b) ((a) + (b))
#define SUB(a, b) ((a) - (b))
#define MUL(a, b) ((a) * (b))
#define DIV(a, b) ((a) / (b))
#endif

#define APPLY(F, y_index, a_index, b_index) \
    C left = A_GET(a, a_index), right = B_GET(b, b_index); \
    Y_SET(y, y_index, F(left, right));

#define FLAT(NAME, F, a_index, b_index) \
    __kernel void NAME(GLOBAL_IN(A_T) a, GLOBAL_IN(B_T) b, GLOBAL_OUT(Y_T) y, uint count) \
    { \
        uint i = get_global_id(0); \
        if (i < count) \
        { \
            APPLY(F, i, a_index, b_index) \
        } \
    }

// Rows of y over `inner` elements; a and b start each row where their steps over the outer axes say.
#define STRIDED(NAME, F, AXES, OFFSET) \
    __kernel void NAME(GLOBAL_IN(A_T) a, GLOBAL_IN(B_T) b, GLOBAL_OUT(Y_T) y, uint inner, uint rows, uint a_step, uint b_step, \
        AXES dims, AXES a_steps, AXES b_steps) \
    { \
        uint i = get_global_id(0), row = get_global_id(1); \
        if (i < inner && row < rows) \
        { \
            APPLY(F, row * inner + i, OFFSET(row, dims, a_steps) + i * a_step, OFFSET(row, dims, b_steps) + i * b_step) \
        } \
    }

#define OPERATOR(NAME, F) \
    FLAT(NAME##_both, F, i, i) \
    FLAT(NAME##_left_scalar, F, 0, i) \
    FLAT(NAME##_right_scalar, F, i, 0) \
    STRIDED(NAME##_strided4, F, uint4, offset4) \
    STRIDED(NAME##_strided16, F, uint16, offset16)

OPERATOR(add, ADD)
#ifndef ADD_ONLY
OPERATOR(sub, SUB)
OPERATOR(mul, MUL)
OPERATOR(div, DIV)
#endif
