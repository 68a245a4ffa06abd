/* SPDX-License-Identifier: Apache-2.0 */
/** @file memory.c Buffers, forwarded. */
#include "layer.h"

/** Wraps what alloc or import gave. The wrapper is made before the call, so that a success cannot be lost. */
#define WRAPPED(call) \
    tg_buffer* buffer = calloc(1, layer.buffer_bytes); \
    REQUIRE(buffer, TG_OUT_OF_MEMORY, "", "no memory for a buffer's handle"); \
    tg_status status = (call); \
    if (status) { \
        free(buffer); \
        return status; \
    } \
    *buffer = (tg_buffer){device, out->buffer}; \
    out->buffer = buffer; \
    return TG_OK

tg_status TG_CALL pass_buffer_alloc(tg_device* device, const tg_buffer_desc* desc, tg_buffer_info* out, tg_error* error) {
    GIVEN(device, "the device");
    WRAPPED(device->link.next.buffer_alloc(device->below, desc, out, error));
}

tg_status TG_CALL pass_buffer_import(tg_device* device, const tg_import* desc, tg_buffer_info* out, tg_error* error) {
    GIVEN(device, "the device");
    OFFERED(buffer_import, &device->link);
    WRAPPED(device->link.next.buffer_import(device->below, desc, out, error));
}

tg_status TG_CALL pass_buffer_free(tg_buffer* buffer, const tg_release* desc, tg_error* error) {
    GIVEN(buffer, "the buffer");
    TRY(buffer->device->link.next.buffer_free(buffer->below, desc, error));
    layer_discard(buffer);
    return TG_OK;
}

tg_status TG_CALL pass_buffer_map(tg_buffer* buffer, const tg_range* desc, void** out, tg_error* error) {
    GIVEN(buffer, "the buffer");
    return buffer->device->link.next.buffer_map(buffer->below, desc, out, error);
}

tg_status TG_CALL pass_buffer_unmap(tg_buffer* buffer, const tg_range* desc, tg_error* error) {
    GIVEN(buffer, "the buffer");
    return buffer->device->link.next.buffer_unmap(buffer->below, desc, error);
}

tg_status TG_CALL pass_buffer_export(tg_buffer* buffer, const tg_export* desc, tg_exported* out, tg_error* error) {
    GIVEN(buffer, "the buffer");
    OFFERED(buffer_export, &buffer->device->link);
    return buffer->device->link.next.buffer_export(buffer->below, desc, out, error);
}
