/* SPDX-License-Identifier: Apache-2.0 */
/** @file submission.c Submissions, forwarded: the handles in them are replaced by those below. */
#include "layer.h"

enum { ON_STACK = 32, MOST_ARGUMENTS = 1 << 20 };

static tg_status refuse_timelines(const tg_sync* syncs, uint32_t count, uint32_t stride, tg_error* error) {
    for (uint32_t i = 0; i < count; i++) {
        tg_sync sync;
        AT(tg_sync, &sync, syncs, stride, i);
        REQUIRE(!sync.timeline, TG_INVALID_ARGUMENT, "TG-H-7", "sync %u names a timeline; this layer hands none out", i);
    }
    return TG_OK;
}

tg_status TG_CALL pass_execute(tg_device* device, const tg_execute* desc, tg_error* error) {
    tg_execute execute;
    tg_arg on_stack[ON_STACK], *args = on_stack;
    READ(tg_execute, &execute, desc);
    GIVEN(device, "the device");
    TRY(refuse_timelines(execute.waits, execute.wait_count, execute.wait_stride, error));
    TRY(refuse_timelines(execute.signals, execute.signal_count, execute.signal_stride, error));
    REQUIRE(execute.arg_count <= MOST_ARGUMENTS, TG_INVALID_ARGUMENT, "TG-P-43", "%u arguments are more than a program can have", execute.arg_count);
    if (execute.arg_count > ON_STACK && !(args = malloc(execute.arg_count * sizeof *args)))
        return layer_fail(error, TG_OUT_OF_MEMORY, "", "no memory for %u arguments", execute.arg_count);
    tg_status status = TG_OK;
    for (uint32_t i = 0; i < execute.arg_count && !status; i++) {
        status = TG_AT(tg_arg, &args[i], execute.args, execute.arg_stride, i);
        if (status)
            layer_unread(error, status, "element tg_arg");
        else if (args[i].buffer)
            args[i].buffer = args[i].buffer->below;
    }
    if (!status) {
        execute.size = sizeof execute;
        execute.program = execute.program ? execute.program->below : NULL;
        if (execute.arg_count) {
            execute.args = args;
            execute.arg_stride = sizeof *args;
        }
        status = device->link.next.execute(device->below, &execute, error);
    }
    if (args != on_stack)
        free(args);
    return status;
}

tg_status TG_CALL pass_copy(tg_device* device, const tg_copy* desc, tg_error* error) {
    tg_copy copy;
    READ(tg_copy, &copy, desc);
    GIVEN(device, "the device");
    OFFERED(copy, &device->link);
    TRY(refuse_timelines(copy.waits, copy.wait_count, copy.wait_stride, error));
    TRY(refuse_timelines(copy.signals, copy.signal_count, copy.signal_stride, error));
    REQUIRE(!copy.peer || copy.peer->link.layer == device->link.layer, TG_INVALID_ARGUMENT, "TG-H-7", "the peer is a device of another plugin");
    copy.size = sizeof copy;
    copy.source = copy.source ? copy.source->below : NULL;
    copy.destination = copy.destination ? copy.destination->below : NULL;
    copy.peer = copy.peer ? copy.peer->below : NULL;
    return device->link.next.copy(device->below, &copy, error);
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
