/* SPDX-License-Identifier: Apache-2.0 */
/** @file validate_host_tests.c A host that breaks each obligation once: the layer refuses, with the number as the rule. */
#include <sys/wait.h>
#include <unistd.h>

#include "rig.h"

static rig r;
static tg_arg args[2];

static tg_status submit(tg_program* program, uint64_t ticket) {
    tg_execute desc = rig_execute(program, ticket, args);
    return layer_api()->execute(r.device, &desc, told());
}

/** An open device with a program and a buffer that fits it. */
static tg_program* ready(tg_buffer** buffer) {
    rig_open(&r);
    *buffer = rig_buffer(&r, 1024);
    rig_args(args, *buffer);
    return rig_program(&r);
}

TEST(an_orderly_host_is_let_through) {
    tg_buffer* buffer;
    tg_program* program = ready(&buffer);
    tg_range range = {sizeof range, TG_MAP_WRITE, 0, 16};
    void* memory;
    ANSWERS("buffer_map", TG_OK, layer_api()->buffer_map(buffer, &range, &memory, told()));
    memcpy(memory, "0123456789abcdef", 16);
    ANSWERS("buffer_unmap", TG_OK, layer_api()->buffer_unmap(buffer, &range, told()));
    ANSWERS("execute", TG_OK, submit(program, 1));
    fake_answer = TG_PENDING;
    ANSWERS("execute", TG_PENDING, submit(program, 2));
    fake_report(0, 2, TG_OK);
    CHECK("the report arrives", rig_ends(&r, 0, 2, TG_OK) == 1);
    range.flags = TG_MAP_READ;
    range.offset = 256;
    ANSWERS("buffer_map", TG_OK, layer_api()->buffer_map(buffer, &range, &memory, told()));
    CHECK("the copy arrived", memcmp(memory, "0123456789abcdef", 16) == 0);
    ANSWERS("buffer_unmap", TG_OK, layer_api()->buffer_unmap(buffer, &range, told()));
    ANSWERS("program_destroy", TG_OK, layer_api()->program_destroy(program, &rig_release, told()));
    ANSWERS("buffer_free", TG_OK, layer_api()->buffer_free(buffer, &rig_release, told()));
    rig_close(&r);
    CHECK("nothing is reported", r.line_count == 0);
}

TEST(without_a_stacking_host_a_layer_has_no_device) {
    rig_prepare(&r);
    r.table.extension = NULL;
    ANSWERS("tg.layer/1", TG_NOT_FOUND, rig_describe(&r, 0, (tg_options){0}));
    CHECK("it says why", strstr(error_text, "tg.layer/1"));
    ANSWERS("tg.layer/1", TG_NOT_FOUND, rig_try_open(&r));
}

TEST(a_table_without_a_required_slot_is_not_wrapped) {
    rig_prepare(&r);
    fake.execute = NULL;
    REFUSED("TG-H-2", TG_INCOMPATIBLE, rig_describe(&r, 0, (tg_options){0}));
    REFUSED("TG-H-2", TG_INCOMPATIBLE, rig_try_open(&r));
}

static rig* inside;
static uint64_t next_ticket;
static tg_status nested;
static tg_status TG_CALL execute_that_calls_execute(tg_device* device, const tg_execute* desc, tg_error* error) {
    tg_execute again = rig_execute(NULL, next_ticket, NULL);
    (void)device, (void)desc, (void)error;
    nested = layer_api()->execute(inside->device, &again, told());
    return TG_OK;
}

TEST(two_calls_on_one_queue_at_one_time_are_refused) {
    fake.execute = execute_that_calls_execute;
    rig_open(&r);
    inside = &r;
    next_ticket = 2;
    tg_execute barrier = rig_execute(NULL, 1, NULL);
    ANSWERS("execute", TG_OK, layer_api()->execute(r.device, &barrier, told()));
    CHECK("TG-H-3", nested == TG_WRONG_STATE && strcmp(rule_text, "TG-H-3") == 0);
}

TEST(two_calls_at_one_time_on_a_serial_device_are_refused) {
    fake_flags |= TG_DEVICE_SERIAL;
    fake.execute = execute_that_calls_execute;
    rig_open(&r);
    inside = &r;
    tg_execute barrier = rig_execute(NULL, 1, NULL);
    barrier.queue = 1;
    ANSWERS("execute", TG_OK, layer_api()->execute(r.device, &barrier, told()));
    CHECK("TG-H-4", nested == TG_WRONG_STATE && strcmp(rule_text, "TG-H-4") == 0);
}

static tg_buffer* dying;
static tg_status TG_CALL free_that_maps(tg_buffer* buffer, const tg_release* desc, tg_error* error) {
    tg_range range = {sizeof range, TG_MAP_READ, 0, 0};
    void* memory;
    nested = layer_api()->buffer_map(dying, &range, &memory, told());
    return sound.buffer_free(buffer, desc, error);
}

TEST(an_object_used_while_it_is_destroyed_is_refused) {
    fake.buffer_free = free_that_maps;
    rig_open(&r);
    dying = rig_buffer(&r, 64);
    ANSWERS("buffer_free", TG_OK, layer_api()->buffer_free(dying, &rig_release, told()));
    CHECK("TG-H-3", nested == TG_WRONG_STATE && strcmp(rule_text, "TG-H-3") == 0);
}

TEST(a_handle_freed_twice_is_refused) {
    tg_buffer* buffer;
    tg_program* program = ready(&buffer);
    ANSWERS("program_destroy", TG_OK, layer_api()->program_destroy(program, &rig_release, told()));
    REFUSED("TG-H-5", TG_INVALID_ARGUMENT, layer_api()->program_destroy(program, &rig_release, told()));
    ANSWERS("buffer_free", TG_OK, layer_api()->buffer_free(buffer, &rig_release, told()));
    REFUSED("TG-H-5", TG_INVALID_ARGUMENT, layer_api()->buffer_free(buffer, &rig_release, told()));
    rig_close(&r);
    REFUSED("TG-H-5", TG_INVALID_ARGUMENT, layer_api()->device_close(r.device, &rig_release, told()));
}

TEST(a_handle_that_nobody_gave_is_refused) {
    tg_buffer* buffer;
    tg_program* program = ready(&buffer);
    REFUSED("TG-H-5", TG_INVALID_ARGUMENT, layer_api()->buffer_free((tg_buffer*)(void*)program, &rig_release, told()));
    REFUSED("TG-H-5", TG_INVALID_ARGUMENT, layer_api()->buffer_free((tg_buffer*)(void*)&r, &rig_release, told()));
    REFUSED("TG-H-5", TG_INVALID_ARGUMENT, layer_api()->buffer_free(NULL, &rig_release, told()));
    args[0].buffer = (tg_buffer*)(void*)&r;
    REFUSED("TG-H-5", TG_INVALID_ARGUMENT, submit(program, 1));
}

TEST(what_a_pending_submission_uses_is_not_freed) {
    tg_buffer* buffer;
    tg_program* program = ready(&buffer);
    fake_answer = TG_PENDING;
    ANSWERS("execute", TG_PENDING, submit(program, 1));
    REFUSED("TG-H-6", TG_WRONG_STATE, layer_api()->buffer_free(buffer, &rig_release, told()));
    REFUSED("TG-H-6", TG_WRONG_STATE, layer_api()->program_destroy(program, &rig_release, told()));
    fake_report(0, 1, TG_OK);
    ANSWERS("buffer_free", TG_OK, layer_api()->buffer_free(buffer, &rig_release, told()));
    ANSWERS("program_destroy", TG_OK, layer_api()->program_destroy(program, &rig_release, told()));
}

TEST(handles_of_another_device_are_refused) {
    tg_buffer* buffer;
    static rig other;
    tg_program* program = ready(&buffer);
    rig_open(&other);
    tg_buffer* foreign = rig_buffer(&other, 1024);
    rig_args(args, foreign);
    REFUSED("TG-H-7", TG_INVALID_ARGUMENT, submit(program, 1));
    rig_args(args, buffer);
    tg_execute desc = rig_execute(program, 1, args);
    REFUSED("TG-H-7", TG_INVALID_ARGUMENT, layer_api()->execute(other.device, &desc, told()));
    tg_copy copy = {.size = sizeof copy, .source = buffer, .destination = foreign, .bytes = 16, .ticket = 9};
    REFUSED("TG-H-7", TG_INVALID_ARGUMENT, layer_api()->copy(r.device, &copy, told()));
}

TEST(a_host_table_that_changes_is_noticed) {
    tg_buffer* buffer;
    ready(&buffer);
    r.table.abi++;
    REFUSED("TG-H-8", TG_WRONG_STATE, layer_api()->buffer_free(buffer, &rig_release, told()));
}

static void TG_CALL complete_that_calls(const tg_host* table, void* ctx, const tg_completion* completion) {
    tg_execute again = rig_execute(NULL, 2, NULL);
    (void)table, (void)ctx, (void)completion;
    nested = layer_api()->execute(inside->device, &again, told());
}

TEST(a_callback_that_calls_the_plugin_is_refused) {
    rig_prepare(&r);
    r.table.complete = complete_that_calls;
    inside = &r;
    ANSWERS("device_open", TG_OK, rig_try_open(&r));
    fake_answer = TG_PENDING;
    tg_execute barrier = rig_execute(NULL, 1, NULL);
    ANSWERS("execute", TG_PENDING, layer_api()->execute(r.device, &barrier, told()));
    fake_report(0, 1, TG_OK);
    CHECK("TG-H-9", nested == TG_WRONG_STATE && strcmp(rule_text, "TG-H-9") == 0);
}

TEST(tickets_ascend_and_start_above_zero) {
    tg_buffer* buffer;
    tg_program* program = ready(&buffer);
    REFUSED("TG-H-10", TG_INVALID_ARGUMENT, submit(program, 0));
    ANSWERS("execute", TG_OK, submit(program, 5));
    REFUSED("TG-H-10", TG_INVALID_ARGUMENT, submit(program, 5));
    REFUSED("TG-H-10", TG_INVALID_ARGUMENT, submit(program, 4));
    ANSWERS("gaps are legal", TG_OK, submit(program, 9));
    fake_answer = TG_INVALID_ARGUMENT;
    ANSWERS("execute", TG_INVALID_ARGUMENT, submit(program, 10));
    REFUSED("TG-H-10", TG_INVALID_ARGUMENT, submit(program, 10));
}

static tg_status barrier_after(uint32_t queue, uint64_t value, uint64_t ticket) {
    tg_sync wait = {.queue = queue, .value = value};
    tg_execute barrier = rig_execute(NULL, ticket, NULL);
    barrier.queue = 1;
    barrier.waits = &wait;
    barrier.wait_count = 1;
    return layer_api()->execute(r.device, &barrier, told());
}

TEST(a_wait_on_a_refused_ticket_is_refused) {
    tg_buffer* buffer;
    tg_program* program = ready(&buffer);
    ANSWERS("execute", TG_OK, submit(program, 1));
    fake_answer = TG_UNSUPPORTED;
    ANSWERS("execute", TG_UNSUPPORTED, submit(program, 2));
    fake_answer = TG_OK;
    ANSWERS("execute", TG_OK, submit(program, 3));
    ANSWERS("an accepted one", TG_OK, barrier_after(0, 1, 1));
    REFUSED("TG-H-11", TG_INVALID_ARGUMENT, barrier_after(0, 2, 2));
    args[0].bytes = 1;
    REFUSED("TG-P-43", TG_INVALID_ARGUMENT, submit(program, 4));
    REFUSED("TG-H-11", TG_INVALID_ARGUMENT, barrier_after(0, 4, 3));
}

TEST(a_wait_on_a_ticket_not_accepted_is_refused) {
    rig_open(&r);
    REFUSED("TG-H-12", TG_INVALID_ARGUMENT, barrier_after(0, 1, 1));
    REFUSED("TG-H-12", TG_INVALID_ARGUMENT, barrier_after(7, 1, 2));
}

TEST(a_wait_on_a_device_without_waits_is_refused) {
    fake_flags &= ~TG_DEVICE_WAITS;
    rig_open(&r);
    tg_execute barrier = rig_execute(NULL, 1, NULL);
    ANSWERS("execute", TG_OK, layer_api()->execute(r.device, &barrier, told()));
    REFUSED("TG-H-12", TG_INVALID_ARGUMENT, barrier_after(0, 1, 1));
}

TEST(memory_that_a_pending_submission_owns_is_not_given_twice) {
    tg_buffer* buffer;
    static int64_t out_dims[1];
    static tg_timing timing = {.size = sizeof timing};
    tg_program* program = ready(&buffer);
    fake_answer = TG_PENDING;
    tg_execute first = rig_execute(program, 1, args);
    first.timing = &timing;
    args[1].out_dims = out_dims;
    ANSWERS("execute", TG_PENDING, layer_api()->execute(r.device, &first, told()));
    tg_execute second = rig_execute(NULL, 2, NULL);
    second.timing = &timing;
    REFUSED("TG-H-13", TG_INVALID_ARGUMENT, layer_api()->execute(r.device, &second, told()));
    args[1].offset = 512;
    REFUSED("TG-H-13", TG_INVALID_ARGUMENT, submit(program, 3));
}

TEST(a_device_with_an_unknown_incompat_bit_is_not_opened) {
    fake_incompat = 4;
    rig_prepare(&r);
    REFUSED("TG-H-15", TG_INCOMPATIBLE, rig_try_open(&r));
}

TEST(a_program_with_an_unknown_incompat_bit_is_not_run) {
    tg_buffer* buffer;
    fake_program_incompat = 8;
    tg_program* program = ready(&buffer);
    REFUSED("TG-H-15", TG_INCOMPATIBLE, submit(program, 1));
}

static tg_status map(tg_buffer* buffer, uint32_t flags, uint64_t offset, uint64_t bytes) {
    tg_range range = {sizeof range, flags, offset, bytes};
    void* memory;
    return layer_api()->buffer_map(buffer, &range, &memory, told());
}

static tg_status unmap(tg_buffer* buffer, uint32_t flags, uint64_t offset, uint64_t bytes) {
    tg_range range = {sizeof range, flags, offset, bytes};
    return layer_api()->buffer_unmap(buffer, &range, told());
}

TEST(ranges_are_mapped_for_something_and_unmapped_as_they_were) {
    rig_open(&r);
    tg_buffer* buffer = rig_buffer(&r, 256);
    REFUSED("TG-H-16", TG_INVALID_ARGUMENT, map(buffer, 0, 0, 16));
    REFUSED("TG-H-16", TG_INVALID_ARGUMENT, map(buffer, TG_MAP_READ | TG_MAP_DISCARD, 0, 16));
    REFUSED("TG-H-29", TG_TOO_NEW, map(buffer, TG_MAP_READ | 64, 0, 16));
    REFUSED("TG-H-16", TG_WRONG_STATE, unmap(buffer, TG_MAP_READ, 0, 16));
    ANSWERS("map", TG_OK, map(buffer, TG_MAP_READ, 0, 16));
    ANSWERS("two readers", TG_OK, map(buffer, TG_MAP_READ, 8, 16));
    REFUSED("TG-H-31", TG_WRONG_STATE, map(buffer, TG_MAP_WRITE, 8, 16));
    REFUSED("TG-H-16", TG_WRONG_STATE, unmap(buffer, TG_MAP_WRITE, 0, 16));
    REFUSED("TG-H-16", TG_WRONG_STATE, unmap(buffer, TG_MAP_READ, 0, 15));
    ANSWERS("unmap", TG_OK, unmap(buffer, TG_MAP_READ, 0, 16));
    REFUSED("TG-H-16", TG_WRONG_STATE, unmap(buffer, TG_MAP_READ, 0, 16));
    REFUSED("TG-P-28", TG_INVALID_ARGUMENT, map(buffer, TG_MAP_READ, 250, 16));
    REFUSED("TG-P-28", TG_INVALID_ARGUMENT, map(buffer, TG_MAP_READ, UINT64_MAX, 2));
}

TEST(nothing_is_mapped_that_a_pending_submission_writes) {
    tg_buffer* buffer;
    fake_map_alignment = 64;
    tg_program* program = ready(&buffer);
    fake_answer = TG_PENDING;
    ANSWERS("execute", TG_PENDING, submit(program, 1));
    REFUSED("TG-H-17", TG_WRONG_STATE, map(buffer, TG_MAP_READ, 256, 4));
    REFUSED("TG-H-17", TG_WRONG_STATE, map(buffer, TG_MAP_READ, 300, 4));
    ANSWERS("another block", TG_OK, map(buffer, TG_MAP_READ, 320, 4));
    ANSWERS("a reader of what is read", TG_OK, map(buffer, TG_MAP_READ, 0, 16));
    REFUSED("TG-H-17", TG_WRONG_STATE, map(buffer, TG_MAP_WRITE, 0, 16));
    fake_report(0, 1, TG_OK);
    ANSWERS("map", TG_OK, map(buffer, TG_MAP_READ, 256, 4));
}

TEST(nothing_is_submitted_over_a_mapping) {
    tg_buffer* buffer;
    tg_program* program = ready(&buffer);
    ANSWERS("map", TG_OK, map(buffer, TG_MAP_READ, 256, 16));
    REFUSED("TG-H-17", TG_WRONG_STATE, submit(program, 1));
    ANSWERS("unmap", TG_OK, unmap(buffer, TG_MAP_READ, 256, 16));
    ANSWERS("map", TG_OK, map(buffer, TG_MAP_WRITE, 0, 16));
    REFUSED("TG-H-17", TG_WRONG_STATE, submit(program, 2));
}

TEST(arguments_are_aligned) {
    tg_buffer* buffer;
    tg_program* program = ready(&buffer);
    args[0].offset = 8;
    REFUSED("TG-H-18", TG_INVALID_ARGUMENT, submit(program, 1));
    tg_buffer_desc desc = {.size = sizeof desc, .bytes = 64, .alignment = 48};
    tg_buffer_info info = {.size = sizeof info};
    REFUSED("TG-H-18", TG_INVALID_ARGUMENT, layer_api()->buffer_alloc(r.device, &desc, &info, told()));
}

TEST(arguments_do_not_overlap_an_output) {
    tg_buffer* buffer;
    tg_program* program = ready(&buffer);
    args[1].offset = 0;
    REFUSED("TG-H-19", TG_INVALID_ARGUMENT, submit(program, 1));
}

TEST(a_forked_child_does_not_call) {
    tg_buffer* buffer;
    int status;
    ready(&buffer);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        tg_status answer = layer_api()->buffer_free(buffer, &rig_release, told());
        _exit(answer == TG_WRONG_STATE && strcmp(rule_text, "TG-H-28") == 0 ? 0 : 1);
    }
    CHECK("fork", child > 0 && waitpid(child, &status, 0) == child);
    CHECK("TG-H-28", WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

TEST(reserved_members_are_zero) {
    tg_buffer* buffer;
    tg_program* program = ready(&buffer);
    tg_execute desc = rig_execute(program, 1, args);
    desc.flags = 1;
    REFUSED("TG-H-29", TG_TOO_NEW, layer_api()->execute(r.device, &desc, told()));
    tg_copy copy = {.size = sizeof copy, .source = buffer, .destination = buffer, .bytes = 16, .ticket = 2, .reserved = 1};
    REFUSED("TG-H-29", TG_TOO_NEW, layer_api()->copy(r.device, &copy, told()));
    REFUSED("TG-H-29", TG_TOO_NEW, rig_describe(&r, 0, (tg_options){NULL, NULL, 0, 1}));
}

TEST(a_field_newer_than_the_layer_is_not_lost) {
    tg_buffer* buffer;
    tg_program* program = ready(&buffer);
    struct {
        tg_execute desc;
        uint64_t newer;
    } longer = {rig_execute(program, 1, args), 0};
    longer.desc.size = sizeof longer;
    ANSWERS("a tail of zeros", TG_OK, layer_api()->execute(r.device, &longer.desc, told()));
    longer.newer = 1;
    longer.desc.ticket = 2;
    ANSWERS("a set tail", TG_TOO_NEW, layer_api()->execute(r.device, &longer.desc, told()));
}

TEST(arguments_that_do_not_fit_are_refused) {
    tg_buffer* buffer;
    int64_t wrong[] = {5}, two[] = {2, 2};
    tg_program* program = ready(&buffer);
    tg_execute desc = rig_execute(program, 1, args);
    desc.arg_count = 1;
    REFUSED("TG-P-43", TG_INVALID_ARGUMENT, layer_api()->execute(r.device, &desc, told()));
    desc = rig_execute(program, 2, args);
    desc.entry = 1;
    REFUSED("TG-P-43", TG_NOT_FOUND, layer_api()->execute(r.device, &desc, told()));
    args[0].bytes = 12;
    REFUSED("TG-P-43", TG_INVALID_ARGUMENT, submit(program, 3));
    rig_args(args, buffer);
    args[0].dims = wrong;
    args[0].rank = 1;
    REFUSED("TG-P-43", TG_INVALID_ARGUMENT, submit(program, 4));
    args[0].dims = two;
    args[0].rank = 2;
    REFUSED("TG-P-43", TG_INVALID_ARGUMENT, submit(program, 5));
    rig_args(args, buffer);
    args[0].strides = wrong;
    REFUSED("TG-P-43", TG_INVALID_ARGUMENT, submit(program, 6));
    rig_args(args, buffer);
    args[0].kind = TG_ARG_ABSENT;
    args[0].buffer = NULL;
    REFUSED("TG-P-43", TG_INVALID_ARGUMENT, submit(program, 7));
    args[0].kind = TG_ARG_HOST;
    REFUSED("TG-P-43", TG_INVALID_ARGUMENT, submit(program, 8));
    args[0].kind = 9;
    REFUSED("TG-H-29", TG_TOO_NEW, submit(program, 9));
    rig_args(args, buffer);
    args[1].offset = 1016;
    REFUSED("TG-H-18", TG_INVALID_ARGUMENT, submit(program, 10));
    args[1].offset = 1024;
    REFUSED("TG-P-28", TG_INVALID_ARGUMENT, submit(program, 11));
    desc = rig_execute(NULL, 12, args);
    desc.arg_count = 2;
    REFUSED("TG-P-43", TG_INVALID_ARGUMENT, layer_api()->execute(r.device, &desc, told()));
}

TEST(symbols_are_bound_once_and_within_their_range) {
    tg_buffer* buffer;
    int64_t two[] = {2}, three[] = {3}, four[] = {4}, ten[] = {10};
    fake_symbols = 1;
    fake_flags |= TG_DEVICE_SYMBOLS;
    fake.program_infer = (tg_status(TG_CALL*)(tg_program*, const tg_infer*, tg_error*))(void (*)(void))sound.buffer_free;
    tg_program* program = ready(&buffer);
    REFUSED("TG-P-43", TG_INVALID_ARGUMENT, submit(program, 1));
    args[0].rank = args[1].rank = 1;
    args[0].dims = args[1].dims = three;
    REFUSED("TG-P-43", TG_INVALID_ARGUMENT, submit(program, 2));
    args[0].dims = ten;
    REFUSED("TG-P-43", TG_INVALID_ARGUMENT, submit(program, 3));
    args[0].dims = two;
    args[1].dims = four;
    REFUSED("TG-P-43", TG_INVALID_ARGUMENT, submit(program, 4));
    args[0].dims = four;
    ANSWERS("execute", TG_OK, submit(program, 5));
}

TEST(a_copy_has_one_source_and_one_destination) {
    rig_open(&r);
    tg_buffer* buffer = rig_buffer(&r, 64);
    tg_copy copy = {.size = sizeof copy, .source = buffer, .host_source = &r, .destination = buffer, .bytes = 16, .ticket = 1};
    REFUSED("TG-P-44", TG_INVALID_ARGUMENT, layer_api()->copy(r.device, &copy, told()));
    copy.host_source = NULL;
    copy.source_offset = 60;
    copy.ticket = 2;
    REFUSED("TG-P-28", TG_INVALID_ARGUMENT, layer_api()->copy(r.device, &copy, told()));
}
