/* SPDX-License-Identifier: Apache-2.0 */
/** @file submission.c Submissions, forwarded: the handles in them are replaced by those below. */
#include "layer.h"

enum { ON_STACK = 32, MOST_ARGUMENTS = 1 << 20 };

static tg_status argument_down(tg_arg* down, const tg_execute* execute, uint32_t i, tg_error* error) {
    AT(tg_arg, down, execute->args, execute->arg_stride, i);
    if (down->buffer)
        down->buffer = down->buffer->below;
    return TG_OK;
}

static tg_status execute_down(tg_device* device, tg_execute* execute, tg_arg* args, layer_sync_room* waits, layer_sync_room* signals, tg_error* error) {
    TRY(layer_syncs(waits, &execute->waits, execute->wait_count, &execute->wait_stride, error));
    TRY(layer_syncs(signals, &execute->signals, execute->signal_count, &execute->signal_stride, error));
    for (uint32_t i = 0; i < execute->arg_count; i++)
        TRY(argument_down(&args[i], execute, i, error));
    execute->size = sizeof *execute;
    execute->program = execute->program ? execute->program->below : NULL;
    if (execute->arg_count) {
        execute->args = args;
        execute->arg_stride = sizeof *args;
    }
    return device->link.next.execute(device->below, execute, error);
}

tg_status TG_CALL pass_execute(tg_device* device, const tg_execute* desc, tg_error* error) {
    tg_execute execute;
    tg_arg on_stack[ON_STACK], *args = on_stack;
    layer_sync_room waits = {.more = NULL}, signals = {.more = NULL};
    READ(tg_execute, &execute, desc);
    GIVEN(device, "the device");
    REQUIRE(execute.arg_count <= MOST_ARGUMENTS, TG_INVALID_ARGUMENT, "TG-P-43", "%u arguments are more than a program can have", execute.arg_count);
    if (execute.arg_count > ON_STACK && !(args = malloc(execute.arg_count * sizeof *args)))
        return layer_fail(error, TG_OUT_OF_MEMORY, "", "no memory for %u arguments", execute.arg_count);
    tg_status status = execute_down(device, &execute, args, &waits, &signals, error);
    free(waits.more);
    free(signals.more);
    if (args != on_stack)
        free(args);
    return status;
}

static tg_status copy_down(tg_device* device, tg_copy* copy, layer_sync_room* waits, layer_sync_room* signals, tg_error* error) {
    TRY(layer_syncs(waits, &copy->waits, copy->wait_count, &copy->wait_stride, error));
    TRY(layer_syncs(signals, &copy->signals, copy->signal_count, &copy->signal_stride, error));
    copy->size = sizeof *copy;
    copy->source = copy->source ? copy->source->below : NULL;
    copy->destination = copy->destination ? copy->destination->below : NULL;
    copy->peer = copy->peer ? copy->peer->below : NULL;
    return device->link.next.copy(device->below, copy, error);
}

tg_status TG_CALL pass_copy(tg_device* device, const tg_copy* desc, tg_error* error) {
    tg_copy copy;
    layer_sync_room waits = {.more = NULL}, signals = {.more = NULL};
    READ(tg_copy, &copy, desc);
    GIVEN(device, "the device");
    OFFERED(copy, &device->link);
    REQUIRE(!copy.peer || copy.peer->link.layer == device->link.layer, TG_INVALID_ARGUMENT, "TG-H-7", "the peer is a device of another plugin");
    tg_status status = copy_down(device, &copy, &waits, &signals, error);
    free(waits.more);
    free(signals.more);
    return status;
}

tg_status TG_CALL pass_wait(tg_device* device, const tg_ticket* desc, tg_error* error) {
    GIVEN(device, "the device");
    OFFERED(wait, &device->link);
    return device->link.next.wait(device->below, desc, error);
}

tg_status TG_CALL pass_cancel(tg_device* device, const tg_ticket* desc, tg_error* error) {
    GIVEN(device, "the device");
    OFFERED(cancel, &device->link);
    return device->link.next.cancel(device->below, desc, error);
}
