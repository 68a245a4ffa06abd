/* SPDX-License-Identifier: Apache-2.0 */
/** @file configurations.c All families in a row. */
#include "zoo.h"

const configuration* configuration_at(uint32_t index) {
    static const configuration* const families[] = {twins, numerics, specials, indexing, memory, quantisation, contract, exhaustion, reports, recognition};
    for (unsigned i = 0; i < sizeof families / sizeof *families; i++)
        for (const configuration* next = families[i]; next->name; next++)
            if (index-- == 0)
                return next;
    return NULL;
}
