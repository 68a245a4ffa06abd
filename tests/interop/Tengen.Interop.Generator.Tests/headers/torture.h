/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TORTURE_H
#define TORTURE_H

#include <stddef.h>
#include <stdint.h>

#include "other.h"

#define TT_CALL
#define TT_SMALL 3
#define TT_NEGATIVE (-(1 << 8 | 1)) /**< Behind the definition & escaped: a < b. */
/** Before the definition. */
#define TT_WIDE 0xFFFFFFFFFFFFFFFFull
#define TT_UNSIGNED ((uint32_t)1 << 31)
#define TT_REAL 0.5
#define TT_SINGLE 1.5f
#define TT_INFINITE (__builtin_inff())
#define TT_NAN (__builtin_nan(""))
#define TT_TEXT "quote \" back\\slash \t tab é"
#define TT_POINTERS ((uint32_t)(8 + 2 * sizeof(void*)))
#define TT_FUNCTION_LIKE(x) (x)
#define TT_NO_VALUE __attribute__((unused))
#define TT_LOOP for (;;)

/** Content unknown; used as a pointer. */
typedef struct tt_opaque tt_opaque;
/** Already a pointer. */
typedef struct tt_handle_s* tt_handle;

/** Has no negative member. */
typedef enum tt_colour {
    TT_RED,           /**< The first. */
    TT_GREEN = 1 << 4,
    TT_LAST = 0x7fffffff
} tt_colour;

typedef enum { TT_FLAG_HIGH = 0x80000000u } tt_flag;

enum { TT_LOOSE_ONE = 1, TT_LOOSE_MINUS = -1 };

typedef uint32_t tt_word;
typedef int(TT_CALL* tt_callback)(tt_handle handle, const void* data, size_t bytes);

/**
 * First paragraph,
 * over two lines.
 *
 * Second paragraph with `code`.
 */
typedef struct tt_plain {
    uint32_t size;
    tt_word word;
    const char* text; /**< Text "quoted". */
    const tt_opaque* const* opaques;
    tt_handle handle;
    tt_callback callback;
    void(TT_CALL* nested)(tt_callback inner, void (*innermost)(void), tt_colour colour);
    uint8_t uuid[16];
    int32_t matrix[2][3];
    void* pointers[3];
    tt_colour colour;
    float object; /**< A C# keyword. */
    double number;
    int64_t params;
} tt_plain;

struct tt_tag_only {
    int8_t a;
    int16_t b;
    int32_t c;
};

/** A union by value, anonymous members in it. */
typedef struct tt_variant {
    uint32_t kind;
    union {
        double real;
        struct {
            uint16_t low;
            uint16_t high;
        };
        uint8_t bytes[12];
    };
    struct {
        uint32_t x;
        uint64_t y;
    } named[2];
    struct tt_tag_only tagged;
} tt_variant;

typedef union tt_overlay {
    uint64_t word;
    float halves[2];
    struct tt_tag_only tagged;
} tt_overlay;

typedef struct tt_bits {
    uint8_t lead;
    uint32_t one : 1;
    uint32_t nine : 9;
    int32_t signed_five : 5;
    uint32_t : 0;
    uint16_t short_three : 3;
    int64_t long_forty : 40;
    uint8_t tail;
} tt_bits;

#pragma pack(push, 1)
typedef struct tt_packed {
    uint8_t tag;
    uint64_t value;
    uint16_t end;
} tt_packed;
#pragma pack(pop)

typedef struct tt_aligned {
    uint32_t value;
} __attribute__((aligned(64))) tt_aligned;

typedef struct tt_flexible {
    uint32_t count;
    uint32_t items[];
} tt_flexible;

/** Types of a header that is not ours: integers for enumerations, untyped pointers for records. */
typedef struct tt_foreign {
    const other_record* record;
    other_mode mode;
    uint32_t reserved;
} tt_foreign;

static inline int tt_inline(int a) { return a + 1; }

#endif
