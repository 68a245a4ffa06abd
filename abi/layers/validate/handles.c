/* SPDX-License-Identifier: Apache-2.0 */
/** @file handles.c Every handle that this layer gave: looked up by address before it is touched, kept for a while after its end. */
#include "validate.h"

enum { BUCKETS = 1024, KEPT = 1024 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static object* buckets[BUCKETS];
static object* graveyard[KEPT];
static uint32_t graves;

static object** bucket(const void* handle) {
    return &buckets[((uintptr_t)handle >> 4) * 2654435761u % BUCKETS];
}

static object* find(const void* handle) {
    object* found = *bucket(handle);
    while (found && found->handle != handle)
        found = found->next;
    return found;
}

void object_add(object* object, void* handle, kind kind) {
    object->handle = handle;
    object->kind = kind;
    pthread_mutex_lock(&lock);
    object->next = *bucket(handle);
    *bucket(handle) = object;
    pthread_mutex_unlock(&lock);
}

static const char* const names[] = {"device", "buffer", "program", "timeline"};

static tg_status judge(const object* found, const void* handle, kind kind, tg_error* error) {
    REFUSE_UNLESS(found && found->kind == kind, TG_INVALID_ARGUMENT, H_5, "%p is no %s that was given out", handle, names[kind]);
    REFUSE_UNLESS(found->life != DEAD, TG_INVALID_ARGUMENT, H_5, "%s %p was freed before", names[kind], handle);
    REFUSE_UNLESS(found->life != ENDING, TG_WRONG_STATE, H_3, "%s %p is being destroyed by another call", names[kind], handle);
    return TG_OK;
}

tg_status object_use(const void* handle, kind kind, tg_error* error) {
    pthread_mutex_lock(&lock);
    object* found = find(handle);
    tg_status status = judge(found, handle, kind, error);
    if (!status)
        found->users++;
    pthread_mutex_unlock(&lock);
    return status;
}

void object_done(const void* handle) {
    pthread_mutex_lock(&lock);
    find(handle)->users--;
    pthread_mutex_unlock(&lock);
}

tg_status object_end(const void* handle, kind kind, tg_error* error) {
    pthread_mutex_lock(&lock);
    object* found = find(handle);
    tg_status status = judge(found, handle, kind, error);
    if (!status && found->users)
        status = refuse(error, TG_WRONG_STATE, H_3, "%s %p is used by %u other calls", names[kind], handle, found->users);
    if (!status)
        found->life = ENDING;
    pthread_mutex_unlock(&lock);
    return status;
}

void object_revive(const void* handle) {
    pthread_mutex_lock(&lock);
    find(handle)->life = LIVE;
    pthread_mutex_unlock(&lock);
}

int object_is(const void* handle, kind kind) {
    pthread_mutex_lock(&lock);
    const object* found = find(handle);
    int is = found && found->kind == kind && found->life != DEAD;
    pthread_mutex_unlock(&lock);
    return is;
}

tg_device* device_of_queue(const void* queue, const tg_device* not_this) {
    tg_device* owner = NULL;
    pthread_mutex_lock(&lock);
    for (uint32_t i = 0; i < BUCKETS && !owner; i++)
        for (const object* each = buckets[i]; each && !owner; each = each->next) {
            tg_device* device = each->handle;
            if (each->kind == DEVICE && each->life != DEAD && device != not_this && (const layer_queue*)queue >= device->queues &&
                (const layer_queue*)queue < device->queues + device->queue_count)
                owner = device;
        }
    pthread_mutex_unlock(&lock);
    return owner;
}

static void bury(object* object) {
    if (object->kind == DEVICE) {
        vdevice* device = object->handle;
        pthread_mutex_destroy(&device->lock);
        free(device->queues);
        free(device->threads);
        layer_free_queues(&device->base);
    }
    if (object->kind == PROGRAM)
        free(VP(object->handle)->promises);
    free(object->handle);
}

static void discard(void* handle) {
    object* oldest;
    pthread_mutex_lock(&lock);
    object* dead = find(handle);
    dead->life = DEAD;
    oldest = graveyard[graves];
    graveyard[graves] = dead;
    graves = (graves + 1) % KEPT;
    if (oldest) {
        object** at = bucket(oldest->handle);
        while (*at != oldest)
            at = &(*at)->next;
        *at = oldest->next;
    }
    pthread_mutex_unlock(&lock);
    if (oldest)
        bury(oldest);
}

const layer_kind layer = {sizeof(vdevice), sizeof(vbuffer), sizeof(vprogram), sizeof(vtimeline), &v_timelines, NULL, completed, discard};
