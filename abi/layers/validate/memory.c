/* SPDX-License-Identifier: Apache-2.0 */
/** @file memory.c Buffers and their mappings. */
#include "validate.h"

enum { MAP_FLAGS = TG_MAP_READ | TG_MAP_WRITE | TG_MAP_DISCARD };

static tg_status take(call* call, box* box, tg_device* device, tg_buffer_info* info, uint64_t asked, uint32_t flags, tg_status status) {
    tg_buffer* buffer = box->size ? info->buffer : NULL;
    if (status == TG_OK && buffer) {
        if (info->bytes < asked)
            violation(call->link, P_27, "%s gave %llu bytes for %llu", call->slot, (unsigned long long)info->bytes, (unsigned long long)asked);
        if ((flags & TG_BUFFER_HOST_VISIBLE && !info->host && asked) || (flags & TG_BUFFER_ADDRESSABLE && !info->address && asked))
            violation(call->link, P_29, "%s was asked for flags 0x%x and gave host %p, address 0x%llx", call->slot, flags, info->host, (unsigned long long)info->address);
        VB(buffer)->bytes = info->bytes;
        object_add(&VB(buffer)->object, buffer, BUFFER);
        pthread_mutex_lock(&V(device)->lock);
        V(device)->buffers++;
        pthread_mutex_unlock(&V(device)->lock);
    }
    if (status < 0 && buffer)
        violation(call->link, P_15, "%s answered %d and gave a buffer", call->slot, status);
    if (status < 0 && asked == 0 && TG_STATUS_CLASS(status) != TG_CLASS_RESOURCE && TG_STATUS_CLASS(status) != TG_CLASS_DEVICE && status != TG_TOO_NEW && box->size)
        violation(call->link, P_26, "%s of no bytes answered %d: %s", call->slot, status, call->text);
    box_close(box, call->link, call->slot, status);
    return leave(call, status, 0);
}

tg_status TG_CALL v_buffer_alloc(tg_device* device, const tg_buffer_desc* desc, tg_buffer_info* out, tg_error* error) {
    call call;
    box box;
    tg_buffer_desc wanted;
    TRY(enter(&call, device, "buffer_alloc", 0, desc, error));
    tg_status status = TG_READ(tg_buffer_desc, &wanted, desc);
    if (status)
        return abandon(&call, layer_unread(error, status, "tg_buffer_desc"));
    LEAVE_UNLESS(!(wanted.alignment & (wanted.alignment - 1)), TG_INVALID_ARGUMENT, H_18, "alignment %u is no power of two", wanted.alignment);
    tg_buffer_info* info = box_open(&box, out, tg_buffer_info_1_0);
    if (box.size)
        info->buffer = NULL;
    status = pass_buffer_alloc(device, desc, info, &call.error);
    return take(&call, &box, device, info, wanted.bytes, wanted.flags & ~TG_BUFFER_PROTECTED, status);
}

tg_status TG_CALL v_buffer_import(tg_device* device, const tg_import* desc, tg_buffer_info* out, tg_error* error) {
    call call;
    box box;
    tg_import wanted;
    TRY(enter(&call, device, "buffer_import", 0, desc, error));
    tg_status status = TG_READ(tg_import, &wanted, desc);
    if (status)
        return abandon(&call, layer_unread(error, status, "tg_import"));
    LEAVE_UNLESS(!wanted.reserved, TG_TOO_NEW, H_29, "tg_import.reserved is %u", wanted.reserved);
    tg_buffer_info* info = box_open(&box, out, tg_buffer_info_1_0);
    if (box.size)
        info->buffer = NULL;
    status = pass_buffer_import(device, desc, info, &call.error);
    return take(&call, &box, device, info, wanted.bytes, 0, status);
}

static void check_lost(const call* call, tg_status status) {
    pthread_mutex_lock(&call->device->lock);
    uint32_t lost = call->device->lost;
    pthread_mutex_unlock(&call->device->lock);
    if (lost && status < 0)
        violation(call->link, P_22, "%s answered %d after DEVICE_LOST: %s", call->slot, status, call->text);
}

tg_status TG_CALL v_buffer_free(tg_buffer* buffer, const tg_release* desc, tg_error* error) {
    call call;
    uint64_t ticket;
    TRY(may_call(error));
    TRY(object_end(buffer, BUFFER, error));
    tg_device* device = buffer->device;
    tg_status status = enter(&call, device, "buffer_free", 0, desc, error);
    if (!status) {
        pthread_mutex_lock(&V(device)->lock);
        int used = uses(device, buffer, NULL, &ticket);
        pthread_mutex_unlock(&V(device)->lock);
        if (used)
            status = abandon(&call, refuse(error, TG_WRONG_STATE, H_6, "the buffer is used by pending ticket %llu", (unsigned long long)ticket));
    }
    if (status) {
        object_revive(buffer);
        return status;
    }
    status = device->link.next.buffer_free(buffer->below, desc, &call.error);
    check_lost(&call, status);
    if (status == TG_OK) {
        pthread_mutex_lock(&V(device)->lock);
        V(device)->buffers--;
        for (mapping* each = VB(buffer)->mappings; each;) {
            mapping* after = each->next;
            free(each);
            each = after;
        }
        VB(buffer)->mappings = NULL;
        pthread_mutex_unlock(&V(device)->lock);
        layer_discard(buffer);
    } else {
        object_revive(buffer);
    }
    return leave(&call, status, 0);
}

static tg_status check_range(const vbuffer* buffer, const tg_range* range, tg_error* error) {
    REFUSE_UNLESS(!(range->flags & ~(uint32_t)MAP_FLAGS), TG_TOO_NEW, H_29, "range flags 0x%x", range->flags);
    REFUSE_UNLESS(range->flags & (TG_MAP_READ | TG_MAP_WRITE), TG_INVALID_ARGUMENT, H_16, "a range is for READ, WRITE or both; the flags are 0x%x", range->flags);
    REFUSE_UNLESS(!(range->flags & TG_MAP_DISCARD) || range->flags & TG_MAP_WRITE, TG_INVALID_ARGUMENT, H_16, "DISCARD goes with WRITE");
    REFUSE_UNLESS(tg_in_range(range->offset, range->bytes, buffer->bytes), TG_INVALID_ARGUMENT, P_28, "%llu bytes at %llu do not lie in a buffer of %llu",
                  (unsigned long long)range->bytes, (unsigned long long)range->offset, (unsigned long long)buffer->bytes);
    return TG_OK;
}

/** Device locked. */
static tg_status check_free(vbuffer* buffer, const tg_range* range, tg_error* error) {
    tg_device* device = buffer->base.device;
    uint64_t ticket, block = V(device)->info.map_alignment;
    REFUSE_UNLESS(!in_use(device, &buffer->base, range->offset, range->bytes, !(range->flags & TG_MAP_WRITE), block, &ticket), TG_WRONG_STATE, H_17,
                  "%llu bytes at %llu are in use by pending ticket %llu", (unsigned long long)range->bytes, (unsigned long long)range->offset, (unsigned long long)ticket);
    for (const mapping* each = buffer->mappings; each; each = each->next)
        REFUSE_UNLESS(!((each->flags | range->flags) & TG_MAP_WRITE) || !overlap(each->offset, each->bytes, range->offset, range->bytes, 1), TG_WRONG_STATE, H_31,
                      "%llu bytes at %llu are mapped already, and one of the mappings writes", (unsigned long long)each->bytes, (unsigned long long)each->offset);
    return TG_OK;
}

tg_status TG_CALL v_buffer_map(tg_buffer* buffer, const tg_range* desc, void** out, tg_error* error) {
    call call;
    tg_range range;
    void* pointer = NULL;
    TRY(may_call(error));
    READ(tg_range, &range, desc);
    GIVEN(out, "the place for the pointer");
    TRY(object_use(buffer, BUFFER, error));
    tg_device* device = buffer->device;
    mapping* made = malloc(sizeof *made);
    tg_status status = made ? check_range(VB(buffer), &range, error) : layer_fail(error, TG_OUT_OF_MEMORY, "", "no memory for a mapping");
    if (!status)
        status = enter(&call, device, "buffer_map", 0, desc, error);
    if (!status) {
        *made = (mapping){NULL, range.offset, range.bytes, range.flags};
        pthread_mutex_lock(&V(device)->lock);
        status = check_free(VB(buffer), &range, error);
        if (!status) {
            made->next = VB(buffer)->mappings;
            VB(buffer)->mappings = made;
        }
        pthread_mutex_unlock(&V(device)->lock);
        if (status)
            abandon(&call, status);
    }
    if (status) {
        free(made);
        object_done(buffer);
        return status;
    }
    status = pass_buffer_map(buffer, desc, &pointer, &call.error);
    check_lost(&call, status);
    if (status == TG_OK && !pointer && range.bytes)
        violation(call.link, P_29, "buffer_map answered OK and gave no pointer to %llu bytes", (unsigned long long)range.bytes);
    if (status < 0 && range.bytes == 0)
        violation(call.link, P_26, "buffer_map of no bytes answered %d: %s", status, call.text);
    if (status == TG_OK) {
        *out = pointer;
    } else {
        pthread_mutex_lock(&V(device)->lock);
        mapping** at = &VB(buffer)->mappings;
        while (*at != made)
            at = &(*at)->next;
        *at = made->next;
        pthread_mutex_unlock(&V(device)->lock);
        free(made);
    }
    object_done(buffer);
    return leave(&call, status, 0);
}

tg_status TG_CALL v_buffer_unmap(tg_buffer* buffer, const tg_range* desc, tg_error* error) {
    call call;
    tg_range range;
    TRY(may_call(error));
    READ(tg_range, &range, desc);
    TRY(object_use(buffer, BUFFER, error));
    tg_device* device = buffer->device;
    tg_status status = check_range(VB(buffer), &range, error);
    if (!status)
        status = enter(&call, device, "buffer_unmap", 0, desc, error);
    if (status) {
        object_done(buffer);
        return status;
    }
    pthread_mutex_lock(&V(device)->lock);
    mapping **at = &VB(buffer)->mappings, *found;
    while ((found = *at) && (found->offset != range.offset || found->bytes != range.bytes || found->flags != range.flags))
        at = &found->next;
    if (found)
        *at = found->next;
    pthread_mutex_unlock(&V(device)->lock);
    if (!found)
        status = abandon(&call, refuse(error, TG_WRONG_STATE, H_16, "no mapping has %llu bytes at %llu with flags 0x%x", (unsigned long long)range.bytes,
                                       (unsigned long long)range.offset, range.flags));
    else {
        free(found);
        status = pass_buffer_unmap(buffer, desc, &call.error);
        check_lost(&call, status);
        if (status < 0 && range.bytes == 0)
            violation(call.link, P_26, "buffer_unmap of no bytes answered %d: %s", status, call.text);
        status = leave(&call, status, 0);
    }
    object_done(buffer);
    return status;
}

tg_status TG_CALL v_buffer_export(tg_buffer* buffer, const tg_export* desc, tg_exported* out, tg_error* error) {
    call call;
    box box;
    TRY(may_call(error));
    TRY(object_use(buffer, BUFFER, error));
    tg_device* device = buffer->device;
    tg_status status = enter(&call, device, "buffer_export", 0, desc, error);
    if (!status) {
        status = pass_buffer_export(buffer, desc, box_open(&box, out, tg_exported_1_0), &call.error);
        box_close(&box, &device->link, "buffer_export", status);
        status = leave(&call, status, 0);
    }
    object_done(buffer);
    return status;
}
