/* SPDX-License-Identifier: Apache-2.0 */
/** @file stall.c Submissions that are accepted and do not end: until they are cancelled, or until the device is closed. */
#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include "storm.h"

enum { MOST_STALLED = 64, STEP_US = 1000 };

typedef struct stalled {
    tg_device* device; /* NULL: free */
    uint64_t ticket;
    uint32_t queue;
    int deaf;
} stalled;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static stalled all[MOST_STALLED];

static stalled* find(const tg_device* device, uint32_t queue, uint64_t ticket) {
    for (uint32_t i = 0; i < MOST_STALLED; i++)
        if (all[i].device == device && all[i].queue == queue && all[i].ticket == ticket)
            return &all[i];
    return NULL;
}

int stall_submission(tg_device* device, const tg_execute* execute, int deaf) {
    stalled* room = NULL;
    pthread_mutex_lock(&lock);
    for (uint32_t i = 0; i < MOST_STALLED && !room; i++)
        if (!all[i].device)
            room = &all[i];
    if (room)
        *room = (stalled){device, execute->ticket, execute->queue, deaf};
    pthread_mutex_unlock(&lock);
    return room != NULL;
}

static void report(const stalled* ended, tg_status status, const char* text) {
    const tg_completion completion = {.size = sizeof completion, .status = status, .text = text, .ticket = ended->ticket};
    layer_report(&ended->device->queues[ended->queue], &completion);
}

tg_status TG_CALL cancel_stalled(tg_device* device, const tg_ticket* desc, tg_error* error) {
    tg_ticket ticket;
    READ(tg_ticket, &ticket, desc);
    pthread_mutex_lock(&lock);
    stalled *found = find(device, ticket.queue, ticket.ticket), ended = found ? *found : (stalled){0};
    if (found && !found->deaf)
        found->device = NULL;
    pthread_mutex_unlock(&lock);
    if (!found)
        return pass_cancel(device, desc, error);
    if (ended.deaf)
        return TG_NOT_FOUND;
    report(&ended, TG_CANCELLED, "cancelled by the host");
    return TG_OK;
}

tg_status TG_CALL wait_stalled(tg_device* device, const tg_ticket* desc, tg_error* error) {
    tg_ticket ticket;
    READ(tg_ticket, &ticket, desc);
    for (uint64_t slept = 0;; slept += STEP_US * 1000u) {
        pthread_mutex_lock(&lock);
        int pending = find(device, ticket.queue, ticket.ticket) != NULL;
        pthread_mutex_unlock(&lock);
        if (!pending)
            return slept ? TG_OK : pass_wait(device, desc, error);
        if (slept >= ticket.timeout_ns)
            return TG_PENDING;
        usleep(STEP_US);
    }
}

tg_status TG_CALL close_stalled(tg_device* device, const tg_release* desc, tg_error* error) {
    for (uint32_t i = 0; i < MOST_STALLED; i++) {
        pthread_mutex_lock(&lock);
        stalled ended = all[i];
        if (ended.device == device)
            all[i].device = NULL;
        pthread_mutex_unlock(&lock);
        if (ended.device == device)
            report(&ended, TG_DEVICE_LOST, "the device was closed");
    }
    return pass_device_close(device, desc, error);
}
