/* SPDX-License-Identifier: Apache-2.0 */
/** @file test.h Tests named by sentences. `program NAME [PLUGIN [KEY=VALUE ...]]` runs one; CMake finds the names in the sources. */
#ifndef TENGEN_TEST_H
#define TENGEN_TEST_H

#include <stdio.h>
#include <stdlib.h>

typedef void (*test_body)(void);
void register_test(const char* name, test_body body);

/** The plugin and the device options of this run, from the command line. */
extern const char* test_plugin;
extern const char* test_keys[8];
extern const char* test_values[8];
extern unsigned test_option_count;

#define TEST(name)                                                                                            \
    static void name(void);                                                                                   \
    __attribute__((constructor)) static void register_##name(void) { register_test(#name, name); }            \
    static void name(void)

/** Ends the test when the condition does not hold. `rule` is the obligation that is tested, or what was expected. */
#define CHECK(rule, condition)                                                                                \
    do {                                                                                                      \
        if (!(condition)) {                                                                                   \
            fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, rule, #condition);                         \
            exit(1);                                                                                          \
        }                                                                                                     \
    } while (0)

/** Ends the test when a call does not answer `expected`; prints what it said. */
#define ANSWERS(rule, expected, call)                                                                         \
    do {                                                                                                      \
        int answer_ = (int)(call);                                                                            \
        if (answer_ != (int)(expected)) {                                                                     \
            fprintf(stderr, "%s:%d: %s: %s answered %d, not %s: %s\n", __FILE__, __LINE__, rule, #call, answer_, #expected, error_text); \
            exit(1);                                                                                          \
        }                                                                                                     \
    } while (0)
extern _Thread_local char error_text[512];

#endif
