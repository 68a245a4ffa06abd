/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"

#include <string.h>

enum { MOST_TESTS = 128 };
static struct {
    const char* name;
    test_body body;
} tests[MOST_TESTS];
static unsigned test_count;

const char* test_plugin;
const char* test_keys[8];
const char* test_values[8];
unsigned test_option_count;
_Thread_local char error_text[512];

void register_test(const char* name, test_body body) {
    if (test_count == MOST_TESTS)
        abort();
    tests[test_count].name = name;
    tests[test_count++].body = body;
}

int main(int argc, char** argv) {
    test_plugin = argc > 2 ? argv[2] : NULL;
    for (int i = 3; i < argc && test_option_count < 8; i++) {
        char* equals = strchr(argv[i], '=');
        if (!equals)
            return 2;
        *equals = 0;
        test_keys[test_option_count] = argv[i];
        test_values[test_option_count++] = equals + 1;
    }
    for (unsigned i = 0; argc > 1 && i < test_count; i++)
        if (strcmp(tests[i].name, argv[1]) == 0) {
            tests[i].body();
            return 0;
        }
    fprintf(stderr, "usage: %s TEST [PLUGIN [KEY=VALUE ...]]; tests:\n", argv[0]);
    for (unsigned i = 0; i < test_count; i++)
        fprintf(stderr, "  %s\n", tests[i].name);
    return 2;
}
