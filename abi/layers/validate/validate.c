/* SPDX-License-Identifier: Apache-2.0 */
/** @file validate.c The table. */
#include "validate.h"

TG_EXPORT tg_status TG_CALL TG_ENTRY(uint32_t host_abi, const tg_api** out, tg_error* error) {
    static const tg_api api = {
        .size = sizeof api, .abi = TG_ABI, .name = "tengen-layer-validate 0.1.0",
        .device_info = v_device_info, .device_open = v_device_open, .device_close = v_device_close,
        .buffer_alloc = v_buffer_alloc, .buffer_free = v_buffer_free, .buffer_map = v_buffer_map, .buffer_unmap = v_buffer_unmap,
        .graph_query = v_graph_query, .program_create = v_program_create, .program_destroy = v_program_destroy, .program_info = v_program_info,
        .execute = v_execute, .program_infer = v_program_infer, .copy = v_copy, .wait = v_wait, .cancel = v_cancel, .program_save = v_program_save,
        .buffer_import = v_buffer_import, .buffer_export = v_buffer_export, .device_stats = v_device_stats, .device_set = v_device_set,
        .extension = v_extension, .blob_check = v_blob_check,
    };
    REFUSE_UNLESS(host_abi >> 16 == TG_MAJOR, TG_INCOMPATIBLE, H_2, "the host speaks major %u, this layer %d", host_abi >> 16, TG_MAJOR);
    GIVEN(out, "the place for the table");
    *out = &api;
    return TG_OK;
}
