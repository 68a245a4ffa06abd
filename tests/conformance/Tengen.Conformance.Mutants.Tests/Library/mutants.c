/* SPDX-License-Identifier: Apache-2.0 */
/** @file mutants.c The configurations mutant-0, which is no mutant, to mutant-N. Built with MUTANTS, their number, and SEEN, the path of a file of a byte for each. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "mutants.h"
#include "zoo.h"

/** More than any case passes: the largest of them passes some ten million. */
#define FUEL ((uint64_t)2000000000)

uint32_t mutant_alive;
uint64_t mutant_fuel = FUEL;
static unsigned char nowhere[MUTANTS + 1];
unsigned char* mutant_seen = nowhere;

static configuration mutants[MUTANTS + 1];
static char names[MUTANTS + 1][16];

__attribute__((constructor)) static void start(void) {
    for (uint32_t i = 0; i <= MUTANTS; i++) {
        snprintf(names[i], sizeof names[i], "mutant-%u", i);
        mutants[i] = (configuration){.name = names[i], .note = i ? "wrong, mutants: one change" : "legal, order: no change", .legal = i == 0};
    }
    int file = open(SEEN, O_RDWR | O_CLOEXEC);
    void* page = file < 0 ? MAP_FAILED : mmap(NULL, MUTANTS + 1, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (page != MAP_FAILED)
        mutant_seen = page;
    if (file >= 0)
        close(file);
}

const configuration* configuration_at(uint32_t index) {
    return index <= MUTANTS ? &mutants[index] : NULL;
}

_Noreturn void mutant_endless(void) {
    raise(SIGXCPU);
    abort();
}

int __real_compute(const configuration* how, uint32_t op, const operands* given);

/** Stands before compute, by the linker's --wrap: says which mutant is alive. */
int __wrap_compute(const configuration* how, uint32_t op, const operands* given) {
    mutant_alive = (uint32_t)atoi(how->name + sizeof "mutant-" - 1);
    mutant_fuel = FUEL;
    return __real_compute(how, op, given);
}
