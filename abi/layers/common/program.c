/* SPDX-License-Identifier: Apache-2.0 */
/** @file program.c Graphs and programs, forwarded. */
#include "layer.h"

tg_status TG_CALL pass_graph_query(tg_device* device, const tg_query* desc, tg_error* error) {
    GIVEN(device, "the device");
    return device->link.next.graph_query(device->below, desc, error);
}

tg_status TG_CALL pass_program_create(tg_device* device, const tg_program_desc* desc, tg_program** out, tg_error* error) {
    GIVEN(device && out, "the device, or the place for the program");
    tg_program* program = calloc(1, layer.program_bytes);
    REQUIRE(program, TG_OUT_OF_MEMORY, "", "no memory for a program's handle");
    tg_program* below = NULL;
    tg_status status = device->link.next.program_create(device->below, desc, &below, error);
    if (status) {
        free(program);
        return status;
    }
    *program = (tg_program){device, below};
    *out = program;
    return TG_OK;
}

tg_status TG_CALL pass_program_destroy(tg_program* program, const tg_release* desc, tg_error* error) {
    GIVEN(program, "the program");
    TRY(program->device->link.next.program_destroy(program->below, desc, error));
    layer_discard(program);
    return TG_OK;
}

tg_status TG_CALL pass_program_info(tg_program* program, const tg_program_query* desc, tg_program_info* out, tg_error* error) {
    GIVEN(program, "the program");
    return program->device->link.next.program_info(program->below, desc, out, error);
}

tg_status TG_CALL pass_program_infer(tg_program* program, const tg_infer* desc, tg_error* error) {
    GIVEN(program, "the program");
    OFFERED(program_infer, &program->device->link);
    return program->device->link.next.program_infer(program->below, desc, error);
}

tg_status TG_CALL pass_program_save(tg_program* program, const tg_save* desc, tg_error* error) {
    GIVEN(program, "the program");
    OFFERED(program_save, &program->device->link);
    return program->device->link.next.program_save(program->below, desc, error);
}
