/* SPDX-License-Identifier: Apache-2.0 */
/** @file reader_tests.c The reader rule, with a guard page behind every piece of memory that belongs to the other side. */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <tengen/tengen.h>

#include "test.h"

/** `bytes` bytes that end where an inaccessible page begins. Lives until the process ends. */
static unsigned char* guarded(size_t bytes) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE), room = (bytes + page - 1) / page * page + page;
    unsigned char* base = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK("mmap", base != MAP_FAILED && mprotect(base + room - page, page, PROT_NONE) == 0);
    return base + room - page - bytes;
}

static uint64_t state = 1;
static uint32_t next(uint32_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((state >> 33) % below);
}

static void fill(unsigned char* bytes, size_t count) {
    for (size_t i = 0; i < count; i++)
        bytes[i] = (unsigned char)(next(255) + 1);
}

TEST(reading_nothing_is_an_invalid_argument) {
    tg_range copy;
    CHECK("IN", TG_READ(tg_range, &copy, NULL) == TG_INVALID_ARGUMENT);
    CHECK("IN", TG_AT(tg_range, &copy, NULL, sizeof copy, 0) == TG_INVALID_ARGUMENT);
    CHECK("OUT", TG_WRITE(tg_range, NULL, &copy) == TG_INVALID_ARGUMENT);
    CHECK("OUT", TG_WRITE_AT(tg_range, NULL, sizeof copy, 0, &copy) == TG_INVALID_ARGUMENT);
    CHECK("table", TG_TABLE(tg_range, &copy, NULL) == TG_INVALID_ARGUMENT);
}

TEST(sizes_below_the_first_above_the_largest_or_not_of_words_are_refused) {
    uint32_t sizes[] = {0, 4, sizeof(tg_range) - 4, sizeof(tg_range) + 2, TG_MAX_SIZE + 4, 0xFFFFFFFC, 0xFFFFFFFF};
    unsigned char* memory = guarded(sizeof(tg_range));
    tg_range copy;
    memset(memory, 0, sizeof copy);
    for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        memcpy(memory, &sizes[i], 4);
        CHECK("IN", TG_READ(tg_range, &copy, memory) == TG_INVALID_ARGUMENT);
        CHECK("OUT", TG_WRITE(tg_range, memory, &copy) == TG_INVALID_ARGUMENT);
        CHECK("table", TG_TABLE(tg_range, &copy, memory) == TG_INVALID_ARGUMENT);
        CHECK("IN", TG_AT(tg_range, &copy, memory, sizes[i], 0) == TG_INVALID_ARGUMENT);
        CHECK("OUT", TG_WRITE_AT(tg_range, memory, sizes[i], 0, &copy) == TG_INVALID_ARGUMENT);
    }
    CHECK("IN", tg_at(&copy, sizeof copy, memory, sizeof copy + 4, 0, sizeof copy) == TG_INVALID_ARGUMENT);
}

TEST(random_descriptors_are_read_by_the_rule) {
    enum { LEAST = 16, KNOWN = 48 };
    for (int round = 0; round < 20000; round++) {
        uint32_t size = LEAST + 4 * next(24), tail_set = next(2);
        unsigned char* memory = guarded(128) + 128 - size;
        unsigned char copy[KNOWN], expected[KNOWN] = {0};
        fill(memory, size);
        memcpy(memory, &size, 4);
        if (size > KNOWN && !tail_set)
            memset(memory + KNOWN, 0, size - KNOWN);
        memcpy(expected, memory, size < KNOWN ? size : KNOWN);
        CHECK("IN", tg_read(copy, KNOWN, memory, LEAST) == (size > KNOWN && tail_set ? TG_TOO_NEW : TG_OK));
        CHECK("IN", memcmp(copy, expected, KNOWN) == 0);
        CHECK("table", tg_table(copy, KNOWN, memory, LEAST) == TG_OK && memcmp(copy, expected, KNOWN) == 0);
        munmap((void*)((uintptr_t)memory & ~(uintptr_t)4095), 8192);
    }
}

TEST(random_elements_are_read_by_their_stride) {
    enum { LEAST = 16, KNOWN = 40, COUNT = 5 };
    for (int round = 0; round < 20000; round++) {
        uint32_t stride = LEAST + 8 * next(8), index = next(COUNT), tail_set = next(2);
        unsigned char memory[COUNT * (LEAST + 64)], copy[KNOWN], expected[KNOWN] = {0};
        fill(memory, sizeof memory);
        unsigned char* element = memory + (size_t)index * stride;
        if (stride > KNOWN && !tail_set)
            memset(element + KNOWN, 0, stride - KNOWN);
        memcpy(expected, element, stride < KNOWN ? stride : KNOWN);
        CHECK("IN", tg_at(copy, KNOWN, memory, stride, index, LEAST) == (stride > KNOWN && tail_set ? TG_TOO_NEW : TG_OK));
        CHECK("IN", memcmp(copy, expected, KNOWN) == 0);
    }
}

TEST(random_results_are_written_into_exactly_the_callers_size) {
    enum { LEAST = 16, KNOWN = 48 };
    for (int round = 0; round < 20000; round++) {
        uint32_t size = LEAST + 4 * next(24), common = size < KNOWN ? size : KNOWN;
        unsigned char* memory = guarded(128) + 128 - size;
        unsigned char full[KNOWN];
        fill(full, KNOWN);
        fill(memory, size);
        memory[-1] = 0x5a;
        memcpy(memory, &size, 4);
        CHECK("TG-P-8", tg_write(memory, full, KNOWN, LEAST) == TG_OK);
        CHECK("TG-P-8", memcmp(memory, &size, 4) == 0 && memory[-1] == 0x5a);
        CHECK("TG-P-8", memcmp(memory + 4, full + 4, common - 4) == 0);
        for (uint32_t i = common; i < size; i++)
            CHECK("TG-P-8", memory[i] == 0);
        munmap((void*)((uintptr_t)memory & ~(uintptr_t)4095), 8192);
    }
}

TEST(random_elements_are_written_into_exactly_their_stride) {
    enum { LEAST = 16, KNOWN = 40 };
    for (int round = 0; round < 20000; round++) {
        uint32_t stride = LEAST + 8 * next(8), common = stride < KNOWN ? stride : KNOWN;
        unsigned char memory[3 * (LEAST + 64)], before[sizeof memory], full[KNOWN];
        fill(full, KNOWN);
        fill(memory, sizeof memory);
        memcpy(before, memory, sizeof memory);
        CHECK("TG-P-8", tg_write_at(memory, stride, 1, full, KNOWN, LEAST) == TG_OK);
        CHECK("TG-P-8", memcmp(memory, before, stride) == 0 && memcmp(memory + 2 * stride, before + 2 * stride, sizeof memory - 2 * stride) == 0);
        CHECK("TG-P-8", memcmp(memory + stride, full, common) == 0);
        for (uint32_t i = common; i < stride; i++)
            CHECK("TG-P-8", memory[stride + i] == 0);
    }
}

TEST(ranges_do_not_overflow) {
    CHECK("TG-P-28", tg_in_range(0, 0, 0) && tg_in_range(8, 0, 8) && tg_in_range(3, 5, 8) && tg_in_range(0, UINT64_MAX, UINT64_MAX));
    CHECK("TG-P-28", !tg_in_range(9, 0, 8) && !tg_in_range(3, 6, 8) && !tg_in_range(UINT64_MAX, 2, 8) && !tg_in_range(2, UINT64_MAX, 8));
    for (int i = 0; i < 100000; i++) {
        uint64_t offset = next(40), bytes = next(40), capacity = next(40);
        CHECK("TG-P-28", tg_in_range(offset, bytes, capacity) == (offset + bytes <= capacity));
        CHECK("TG-P-28", !tg_in_range(UINT64_MAX - offset, bytes, capacity));
    }
}

TEST(counts_do_not_overflow) {
    int64_t two_31 = (int64_t)1 << 31, large[] = {two_31, two_31, 2}, zero[] = {INT64_MAX, INT64_MAX, 0}, negative[] = {0, -1};
    uint64_t count = 77;
    CHECK("TG-P-27", tg_count(NULL, 0, &count) && count == 1);
    CHECK("TG-P-27", tg_count(large, 2, &count) && count == (uint64_t)1 << 62);
    CHECK("TG-P-27", !tg_count(large, 3, &count));
    CHECK("TG-P-27", tg_count(zero, 1, &count) && count == INT64_MAX);
    CHECK("TG-P-27", !tg_count(zero, 2, &count) && !tg_count(negative, 2, &count) && !tg_count(NULL, 1, &count) && !tg_count(zero, TG_MAX_RANK + 1, &count));
    CHECK("TG-P-27", tg_bytes(TG_F32, 3, &count) && count == 12);
    CHECK("TG-P-27", tg_bytes(TG_I4, 3, &count) && count == 2);
    CHECK("TG-P-27", tg_bytes(TG_U2, 0, &count) && count == 0);
    CHECK("TG-P-27", !tg_bytes(TG_OPAQUE, 1, &count) && !tg_bytes(TG_F32, (uint64_t)1 << 61, &count) && !tg_bytes(TG_C128, UINT64_MAX, &count));
}

TEST(an_empty_shape_counts_zero_whatever_the_order_of_its_extents) {
    int64_t last[] = {INT64_MAX, 2, 0}, first[] = {0, 2, INT64_MAX};
    uint64_t a = 1, b = 1;
    CHECK("TG-P-26", tg_count(first, 3, &a) == tg_count(last, 3, &b));
}

TEST(explanations_are_cut_to_fit_and_terminated) {
    for (uint32_t capacity = 0; capacity < 12; capacity++) {
        char *text = (char*)guarded(capacity), *rule = (char*)guarded(capacity);
        tg_error error = {sizeof error, capacity, text, rule, 0, capacity, 0};
        CHECK("TG-P-16", tg_fail(&error, TG_BUSY, "TG-P-20", "seven+1") == TG_BUSY);
        if (capacity)
            CHECK("TG-P-16", strncmp(text, "seven+1", capacity - 1) == 0 && text[capacity - 1 < 7 ? capacity - 1 : 7] == 0);
        if (capacity)
            CHECK("TG-P-16", strncmp(rule, "TG-P-20", capacity - 1) == 0 && strlen(rule) < capacity);
    }
    CHECK("TG-P-16", tg_fail(NULL, TG_BUSY, "r", "t") == TG_BUSY);
}

TEST(an_error_of_a_wrong_size_is_left_alone) {
    char text[8] = "before";
    tg_error error = {8, sizeof text, text, NULL, 0, 0, 0};
    CHECK("TG-P-16", tg_fail(&error, TG_BUSY, NULL, NULL) == TG_BUSY && strcmp(text, "before") == 0);
    error.size = sizeof error;
    CHECK("TG-P-16", tg_fail(&error, TG_BUSY, NULL, NULL) == TG_BUSY && *text == 0);
}

TEST(explanations_are_cut_between_characters) {
    for (uint32_t capacity = 1; capacity < 10; capacity++) {
        char* text = (char*)guarded(capacity);
        tg_error error = {sizeof error, capacity, text, NULL, 77, 0, 0};
        CHECK("TG-P-16", tg_fail(&error, TG_BUSY, NULL, "a\xe2\x82\xac\xc3\xa9") == TG_BUSY && error.vendor_code == 0);
        static const size_t whole[] = {0, 1, 1, 1, 4, 4, 6, 6, 6};
        CHECK("TG-P-16", strlen(text) == whole[capacity - 1]);
    }
}
