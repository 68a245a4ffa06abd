/* SPDX-License-Identifier: Apache-2.0 */
/** @file circumstances.c Devices that are right as long as a program has all to itself. */
#include "zoo.h"

/** Open devices of configurations whose fault is BESIDE_DEVICE. */
static uint32_t devices;

void count_device(const configuration* how, int step) {
    if (how->fault == BESIDE_DEVICE)
        __atomic_fetch_add(&devices, (uint32_t)step, __ATOMIC_ACQ_REL);
}

static int inputs_are_one(const tg_program* program, float** at) {
    for (uint32_t i = 1; i < program->input_count; i++)
        if (at[program->arg_values[i]] == at[program->arg_values[i - 1]])
            return 1;
    return 0;
}

int goes_wrong(tg_device* device, tg_program* program, float** at) {
    switch (device->how->fault) {
    case BESIDE_DEVICE:
        return __atomic_load_n(&devices, __ATOMIC_ACQUIRE) > 1;
    case BESIDE_PROGRAM:
        return __atomic_load_n(&device->programs, __ATOMIC_ACQUIRE) > 1;
    case LATER_QUEUE:
        return __atomic_load_n(&device->last_queue, __ATOMIC_ACQUIRE) > 1;
    case TIRED:
        return __atomic_add_fetch(&program->runs, 1, __ATOMIC_ACQ_REL) > 100;
    case ONE_BUFFER:
        return __atomic_load_n(&device->shared, __ATOMIC_ACQUIRE) != 0;
    case INPUTS_ARE_ONE:
        return inputs_are_one(program, at);
    default:
        return 0;
    }
}
