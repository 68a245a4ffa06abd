/* SPDX-License-Identifier: Apache-2.0 */
/** @file pass.c The layer that changes nothing: what a layer costs, and where a new one begins. */
#include "../common/layer.h"

const layer_kind layer = {sizeof(tg_device), sizeof(tg_buffer), sizeof(tg_program), sizeof(tg_timeline), &pass_timelines, NULL, NULL, NULL};

TG_EXPORT tg_status TG_CALL TG_ENTRY(uint32_t host_abi, const tg_api** out, tg_error* error) {
    static const tg_api api = {PASS_QUIET_SLOTS, PASS_DEVICE_SLOTS, PASS_TICKET_SLOTS, .name = "tengen-layer-pass 0.1.0"};
    return layer_entry(&api, host_abi, out, error);
}
