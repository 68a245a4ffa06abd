/* SPDX-License-Identifier: Apache-2.0 */
/** @file guard.c What holds around every call: who may call, and what a plugin leaves as it found it. */
#include "validate.h"

static _Thread_local int callbacks;
static volatile int forked;

static void note_fork(void) {
    forked = 1;
}

static void watch_forks(void) {
    pthread_atfork(NULL, NULL, note_fork);
}

void callback(int begin) {
    callbacks += begin ? 1 : -1;
}

/** Control bits only: the sticky exception flags may change. */
static uint64_t float_state(void) {
#if defined(__x86_64__) || defined(__i386__)
    uint32_t vector;
    uint16_t scalar;
    __asm__ volatile("stmxcsr %0" : "=m"(vector));
    __asm__ volatile("fnstcw %0" : "=m"(scalar));
    return (vector & 0xffc0u) | (uint64_t)scalar << 32;
#elif defined(__aarch64__)
    uint64_t control;
    __asm__ volatile("mrs %0, fpcr" : "=r"(control));
    return control;
#else
    return 0;
#endif
}

uint64_t sum(uint64_t so_far, const void* bytes, size_t count) {
    const unsigned char* at = bytes;
    for (uint64_t word; count >= sizeof word; at += sizeof word, count -= sizeof word) {
        memcpy(&word, at, sizeof word);
        so_far = (so_far ^ word) * 0x9E3779B97F4A7C15u;
        so_far ^= so_far >> 32;
    }
    while (count--)
        so_far = (so_far ^ *at++) * 0x100000001B3u;
    return so_far;
}

uint64_t sum_of(const void* desc) {
    uint32_t size = desc ? tg_load_size_(desc) : 0;
    return size <= TG_MAX_SIZE ? sum(1, desc, size) : 0;
}

tg_status may_call(tg_error* error) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, watch_forks);
    REFUSE_UNLESS(!forked, TG_WRONG_STATE, H_28, "this process was forked after the plugin was first used: load it anew in a process of its own");
    REFUSE_UNLESS(!callbacks, TG_WRONG_STATE, H_9, "a callback of the host calls the plugin: a callback only enqueues");
    return TG_OK;
}

static void begin(call* call, const char* slot, const void* in, tg_error* theirs) {
    call->slot = slot;
    call->theirs = theirs;
    call->in = in;
    call->in_sum = sum_of(in);
    call->text[0] = call->rule[0] = 0;
    call->error = (tg_error){sizeof call->error, sizeof call->text, call->text, call->rule, 0, sizeof call->rule, 0};
    pthread_sigmask(SIG_SETMASK, NULL, &call->mask);
    call->float_state = float_state();
}

void enter_probe(call* call, const layer_link* link, const char* slot, const void* in, tg_error* error) {
    call->device = NULL;
    call->link = link;
    call->counted = 0;
    tell_late(link);
    begin(call, slot, in, error);
}

static tg_status count_call(vdevice* device, tg_error* error) {
    tg_status status = TG_OK;
    pthread_mutex_lock(&device->lock);
    if (device->calls && device->info.flags & TG_DEVICE_SERIAL)
        status = refuse(error, TG_WRONG_STATE, H_4, "device '%s' is SERIAL, and another call is running", device->info.name);
    else
        device->calls++;
    pthread_mutex_unlock(&device->lock);
    return status;
}

tg_status enter(call* call, tg_device* device, const char* slot, int exempt, const void* in, tg_error* error) {
    TRY(may_call(error));
    TRY(object_use(device, DEVICE, error));
    const layer_link* link = &device->link;
    tg_status status = memcmp(&link->up, link->host, sizeof link->up) == 0 ? TG_OK
        : refuse(error, TG_WRONG_STATE, H_8, "the tg_host given to device_open has changed while the device is open");
    if (!status && !exempt)
        status = count_call(V(device), error);
    object_done(device);
    if (status)
        return status;
    call->device = V(device);
    call->link = link;
    call->counted = !exempt;
    begin(call, slot, in, error);
    return TG_OK;
}

tg_status abandon(call* call, tg_status status) {
    if (call->counted) {
        pthread_mutex_lock(&call->device->lock);
        call->device->calls--;
        pthread_mutex_unlock(&call->device->lock);
    }
    return status;
}

static void check_error(const call* call, tg_status status) {
    if (status >= 0 && (call->text[0] || call->rule[0] || call->error.vendor_code))
        violation(call->link, P_8, "%s answered %d and wrote into tg_error, which is for failures", call->slot, status);
    if (status < 0 && !call->text[0])
        violation(call->link, P_16, "%s answered %d without a text", call->slot, status);
    if (call->error.size != sizeof call->error || call->error.text != call->text || call->error.rule != call->rule)
        violation(call->link, P_8, "%s wrote into the IN members of tg_error", call->slot);
}

tg_status leave(call* call, tg_status status, int pending_legal) {
    sigset_t mask;
    if (float_state() != call->float_state)
        violation(call->link, P_4, "%s changed the floating-point control state", call->slot);
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    for (int number = 1; number < 32; number++)
        if (sigismember(&mask, number) != sigismember(&call->mask, number)) {
            violation(call->link, P_4, "%s changed the signal mask (signal %d)", call->slot, number);
            break;
        }
    if (sum_of(call->in) != call->in_sum)
        violation(call->link, P_7, "%s changed its descriptor", call->slot);
    if (status > TG_PENDING || (status == TG_PENDING && !pending_legal) || TG_STATUS_CLASS(status) > TG_CLASS_INTERNAL ||
        (status < 0 && TG_STATUS_CLASS(status) == 0))
        violation(call->link, P_15, "%s answered %d, which it may not", call->slot, status);
    check_error(call, status);
    if (status < 0) {
        tg_fail(call->theirs, status, call->rule, call->text);
        if (call->theirs && tg_load_size_(call->theirs) >= TG_SIZE(3, 2))
            call->theirs->vendor_code = call->error.vendor_code;
    }
    return abandon(call, status);
}

void* box_open(box* box, void* out, uint32_t least) {
    box->theirs = out;
    box->size = out ? tg_load_size_(out) : 0;
    if (box->size < least || box->size > TG_MAX_SIZE || box->size % 4 != 0) {
        box->size = 0;
        return out;
    }
    memcpy(box->bytes, out, box->size);
    memset(box->bytes + box->size, 0xA5, 64);
    return box->bytes;
}

void box_close(box* box, const layer_link* link, const char* slot, tg_status status) {
    if (!box->size)
        return;
    if (tg_load_size_(box->bytes) != box->size)
        violation(link, P_8, "%s wrote the caller's size: %u became %u", slot, box->size, tg_load_size_(box->bytes));
    for (uint32_t i = 0; i < 64; i++)
        if (box->bytes[box->size + i] != 0xA5) {
            violation(link, P_8, "%s wrote behind the end of a struct of %u bytes", slot, box->size);
            break;
        }
    if (status == TG_OK)
        memcpy((char*)box->theirs + 4, box->bytes + 4, box->size - 4);
}

void told_at(void* copy, uint32_t known, const void* array, uint32_t stride, uint32_t index) {
    uint32_t common = stride < known ? stride : known;
    memset(copy, 0, known);
    memcpy(copy, (const unsigned char*)array + (size_t)index * stride, common);
}
