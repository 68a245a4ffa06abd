/* SPDX-License-Identifier: Apache-2.0 */
/** @file memory.c Buffers: host memory that the device works on as it is. */
#include "tiny.h"

tg_status TG_CALL buffer_alloc(tg_device* device, const tg_buffer_desc* desc, tg_buffer_info* out, tg_error* error) {
    tg_buffer_desc wanted;
    tg_buffer_info info = {.size = sizeof info};
    READ(tg_buffer_desc, &wanted, desc);
    KNOWN(wanted.flags & ~(TG_BUFFER_HOST_VISIBLE | TG_BUFFER_ADDRESSABLE | TG_BUFFER_PROTECTED), "tg_buffer_desc.flags");
    GIVEN(device, "the device");
    REQUIRE(!(wanted.flags & ~TG_BUFFER_HOST_VISIBLE) && !wanted.export_kinds, TG_UNSUPPORTED, "", "buffers are host visible and nothing else");
    REQUIRE(!wanted.memory || strcmp(wanted.memory, "host") == 0, TG_NOT_FOUND, "", "there is no memory '%.64s', only 'host'", wanted.memory);
    REQUIRE(!(wanted.alignment & (wanted.alignment - 1)), TG_INVALID_ARGUMENT, "", "alignment %u is no power of two", wanted.alignment);
    REQUIRE(wanted.bytes <= LARGEST, TG_OUT_OF_MEMORY, "TG-P-27", "%llu bytes exceed max_buffer_bytes", (unsigned long long)wanted.bytes);
    GIVEN(TG_WRITE(tg_buffer_info, out, &info) == TG_OK, "tg_buffer_info");
    size_t alignment = wanted.alignment > ALIGNMENT ? wanted.alignment : ALIGNMENT;
    tg_buffer* buffer = malloc(sizeof *buffer);
    void* bytes = buffer ? aligned_alloc(alignment, wanted.bytes ? (wanted.bytes + alignment - 1) / alignment * alignment : alignment) : NULL;
    if (!bytes) {
        free(buffer);
        return fail(error, TG_OUT_OF_MEMORY, "", "no memory for %llu bytes", (unsigned long long)wanted.bytes);
    }
    *buffer = (tg_buffer){device, bytes, wanted.bytes, 0};
    count(device, &device->buffers, 1);
    info = (tg_buffer_info){sizeof info, TG_BUFFER_HOST_VISIBLE, buffer, bytes, 0, wanted.bytes};
    return TG_WRITE(tg_buffer_info, out, &info);
}

tg_status TG_CALL buffer_free(tg_buffer* buffer, const tg_release* desc, tg_error* error) {
    TRY(read_release(desc, buffer, error));
    count(buffer->device, &buffer->device->buffers, -1);
    free(buffer->bytes);
    free(buffer);
    return TG_OK;
}

tg_status check_range(const tg_buffer* buffer, uint64_t offset, uint64_t bytes, tg_error* error) {
    REQUIRE(tg_in_range(offset, bytes, buffer->count), TG_INVALID_ARGUMENT, "TG-P-28", "%llu bytes at %llu do not lie in a buffer of %llu",
            (unsigned long long)bytes, (unsigned long long)offset, (unsigned long long)buffer->count);
    return TG_OK;
}

static tg_status read_range(const tg_buffer* buffer, const tg_range* desc, tg_range* range, tg_error* error) {
    READ(tg_range, range, desc);
    KNOWN(range->flags & ~(TG_MAP_READ | TG_MAP_WRITE | TG_MAP_DISCARD), "tg_range.flags");
    GIVEN(buffer, "the buffer");
    REQUIRE(range->flags & (TG_MAP_READ | TG_MAP_WRITE), TG_INVALID_ARGUMENT, "TG-H-16", "a range is mapped for READ, WRITE or both");
    return check_range(buffer, range->offset, range->bytes, error);
}

tg_status TG_CALL buffer_map(tg_buffer* buffer, const tg_range* desc, void** out, tg_error* error) {
    tg_range range;
    TRY(read_range(buffer, desc, &range, error));
    GIVEN(out, "the place for the pointer");
    count(buffer->device, &buffer->mappings, 1);
    *out = buffer->bytes + range.offset;
    return TG_OK;
}

tg_status TG_CALL buffer_unmap(tg_buffer* buffer, const tg_range* desc, tg_error* error) {
    tg_range range;
    TRY(read_range(buffer, desc, &range, error));
    pthread_mutex_lock(&buffer->device->lock);
    int mapped = buffer->mappings > 0;
    buffer->mappings -= (uint32_t)mapped;
    pthread_mutex_unlock(&buffer->device->lock);
    REQUIRE(mapped, TG_WRONG_STATE, "TG-H-16", "this buffer is not mapped");
    return TG_OK;
}
