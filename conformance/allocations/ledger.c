/* SPDX-License-Identifier: Apache-2.0 */
/** @file ledger.c The blocks that live: a hash set of addresses, open, at most half full. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "allocations.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void** slots;
static size_t capacity, live;
static int noting;

static size_t home(const void* block) {
    return ((uintptr_t)block >> 4) * 0x9E3779B97F4A7C15u & (capacity - 1);
}

static size_t place(const void* block) {
    size_t i = home(block);
    while (slots[i] && slots[i] != block)
        i = (i + 1) & (capacity - 1);
    return i;
}

/** 0 = no memory: noting ends, so that nothing is said that was not seen. */
static int grow(void) {
    void** before = slots;
    size_t old = capacity, wanted = old ? 2 * old : 4096;
    void** made = calloc(wanted, sizeof *made);
    if (!made)
        return 0;
    slots = made;
    capacity = wanted;
    for (size_t i = 0; i < old; i++)
        if (before[i])
            slots[place(before[i])] = before[i];
    free(before);
    return 1;
}

void note(void* block) {
    pthread_mutex_lock(&lock);
    if (noting && block && (2 * live < capacity || (noting = grow()))) {
        size_t i = place(block);
        live += !slots[i];
        slots[i] = block;
    }
    pthread_mutex_unlock(&lock);
}

void forget(void* block) {
    pthread_mutex_lock(&lock);
    size_t i = noting && block && capacity ? place(block) : 0;
    if (noting && block && capacity && slots[i]) {
        live--;
        for (size_t hole = i, next = (i + 1) & (capacity - 1);; next = (next + 1) & (capacity - 1)) {
            slots[hole] = NULL;
            while (slots[next] && ((next - home(slots[next])) & (capacity - 1)) < ((next - hole) & (capacity - 1)))
                next = (next + 1) & (capacity - 1);
            if (!slots[next])
                break;
            slots[hole] = slots[next];
            hole = next;
        }
    }
    pthread_mutex_unlock(&lock);
}

void tengen_allocations_note(int32_t on) {
    pthread_mutex_lock(&lock);
    noting = on;
    live = 0;
    if (capacity)
        memset(slots, 0, capacity * sizeof *slots);
    pthread_mutex_unlock(&lock);
}

uint64_t tengen_allocations_live(void) {
    pthread_mutex_lock(&lock);
    uint64_t counted = live;
    pthread_mutex_unlock(&lock);
    return counted;
}
