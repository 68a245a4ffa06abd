/* SPDX-License-Identifier: Apache-2.0 */
/** @file mutants.h What a mutated kernel asks at every mutated position. */
#ifndef TENGEN_MUTANTS_H
#define TENGEN_MUTANTS_H

#include <math.h>
#include <stdint.h>
#include <string.h>

/** Number of the mutant that is alive; 0 = none. */
extern uint32_t mutant_alive;
/** Positions that may still be passed before the operator counts as endless. */
extern uint64_t mutant_fuel;
/** A byte for each mutant: 1 = its position was passed. */
extern unsigned char* mutant_seen;

/** Raises SIGXCPU: the process is dead. */
_Noreturn void mutant_endless(void);

static inline int mutant(uint32_t number) {
    mutant_seen[number] = 1;
    if (--mutant_fuel == 0)
        mutant_endless();
    return mutant_alive == number;
}

/** x with 16 significand bits, to nearest. */
static inline double mutant_precision(double x) {
    int exponent;
    double fraction = frexp(x, &exponent);
    return isfinite(x) ? ldexp(rint(ldexp(fraction, 16)), exponent - 16) : x;
}

#endif
