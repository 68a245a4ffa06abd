/* SPDX-License-Identifier: Apache-2.0 */
/** @file validate_work_tests.c A plugin that breaks each obligation about tickets, memory, graphs and programs once: the layer logs its number. */
#include "rig.h"

static rig r;

#define CAUGHT(label) CHECK(label, rig_heard(&r, label))

static tg_status barrier(uint64_t ticket) {
    tg_execute desc = rig_execute(NULL, ticket, NULL);
    return layer_api()->execute(r.device, &desc, told());
}

/* ---- tickets ---- */

TEST(ok_before_an_earlier_ticket_is_reported) {
    rig_open(&r);
    fake_answer = TG_PENDING;
    ANSWERS("execute", fake_answer, barrier(1));
    fake_answer = TG_OK;
    ANSWERS("execute", fake_answer, barrier(2));
    CAUGHT("TG-P-17");
}

TEST(pending_without_async_is_reported) {
    fake_flags &= ~TG_DEVICE_ASYNC;
    rig_open(&r);
    fake_answer = TG_PENDING;
    ANSWERS("execute", fake_answer, barrier(1));
    CAUGHT("TG-P-17");
}

TEST(a_ticket_reported_twice_is_reported_and_handed_on) {
    rig_open(&r);
    fake_answer = TG_PENDING;
    ANSWERS("execute", fake_answer, barrier(1));
    fake_report(0, 1, TG_OK);
    CHECK("no line yet", r.line_count == 0);
    fake_report(0, 1, TG_OK);
    CAUGHT("TG-P-18");
    CHECK("the host sees it too", rig_ends(&r, 0, 1, TG_OK) == 2);
}

TEST(a_ticket_nobody_gave_is_reported) {
    rig_open(&r);
    fake_report(0, 7, TG_OK);
    CAUGHT("TG-P-18");
    CHECK("the host sees it too", r.end_count == 1);
}

TEST(a_queue_context_nobody_gave_is_reported) {
    tg_completion completion = {.size = sizeof completion, .ticket = 1};
    rig_open(&r);
    fake_host->complete(fake_host, &r, &completion);
    CAUGHT("TG-P-18");
}

static tg_status TG_CALL execute_twice(tg_device* device, const tg_execute* desc, tg_error* error) {
    (void)device, (void)error;
    fake_report(desc->queue, desc->ticket, TG_OK);
    return TG_OK;
}

TEST(a_ticket_reported_and_answered_ok_is_reported) {
    fake.execute = execute_twice;
    rig_open(&r);
    ANSWERS("execute", TG_OK, barrier(1));
    CAUGHT("TG-P-18");
}

static tg_status TG_CALL report_twice_inside(tg_device* device, const tg_execute* desc, tg_error* error) {
    (void)device, (void)error;
    fake_report(desc->queue, desc->ticket, TG_OK);
    fake_report(desc->queue, desc->ticket, TG_OK);
    return TG_PENDING;
}

TEST(a_ticket_reported_twice_before_its_answer_was_given_by_somebody) {
    fake.execute = report_twice_inside;
    rig_open(&r);
    ANSWERS("execute", TG_PENDING, barrier(1));
    CAUGHT("TG-P-18");
    CHECK("reported before", strstr(r.lines[0].text, "reported before") != NULL);
}

TEST(one_report_covers_what_is_below_it) {
    rig_open(&r);
    fake_answer = TG_PENDING;
    ANSWERS("execute", fake_answer, barrier(1));
    ANSWERS("execute", TG_PENDING, barrier(2));
    fake_report(0, 2, TG_OK);
    fake_answer = TG_OK;
    ANSWERS("execute", fake_answer, barrier(3));
    rig_close(&r);
    CHECK("nothing is reported", r.line_count == 0);
}

TEST(a_descending_report_is_reported) {
    rig_open(&r);
    fake_answer = TG_PENDING;
    ANSWERS("execute", fake_answer, barrier(1));
    ANSWERS("execute", TG_PENDING, barrier(2));
    fake_report(0, 2, TG_EXECUTION_FAILED);
    fake_report(0, 1, TG_OK);
    CAUGHT("TG-P-19");
}

static void TG_CALL complete_again(const tg_host* table, void* ctx, const tg_completion* completion) {
    (void)table, (void)ctx;
    if (completion->ticket == 1)
        fake_report(0, 2, TG_OK);
}

TEST(two_reports_of_one_queue_at_one_time_are_reported) {
    rig_prepare(&r);
    r.table.complete = complete_again;
    ANSWERS("device_open", TG_OK, rig_try_open(&r));
    fake_answer = TG_PENDING;
    ANSWERS("execute", fake_answer, barrier(1));
    ANSWERS("execute", TG_PENDING, barrier(2));
    fake_report(0, 1, TG_OK);
    CAUGHT("TG-P-19");
}

TEST(busy_with_room_left_is_reported) {
    fake_queue.max_pending = 2;
    rig_open(&r);
    fake_answer = TG_PENDING;
    ANSWERS("execute", fake_answer, barrier(1));
    ANSWERS("execute", TG_PENDING, barrier(2));
    fake_answer = TG_BUSY;
    ANSWERS("execute", fake_answer, barrier(3));
    CHECK("legal", r.line_count == 0);
    fake_report(0, 1, TG_OK);
    ANSWERS("the ticket is unspent", TG_BUSY, barrier(3));
    CAUGHT("TG-P-20");
}

static tg_status TG_CALL free_lost(tg_buffer* buffer, const tg_release* desc, tg_error* error) {
    (void)buffer, (void)desc;
    return tg_fail(error, TG_DEVICE_LOST, "", "gone");
}

TEST(after_device_lost_free_works) {
    fake.buffer_free = free_lost;
    rig_open(&r);
    tg_buffer* buffer = rig_buffer(&r, 64);
    fake_answer = TG_PENDING;
    ANSWERS("execute", fake_answer, barrier(1));
    fake_report(0, 1, TG_DEVICE_LOST);
    ANSWERS("buffer_free", TG_DEVICE_LOST, layer_api()->buffer_free(buffer, &rig_release, told()));
    CAUGHT("TG-P-22");
}

TEST(one_device_lost_covers_every_queue) {
    rig_open(&r);
    fake_answer = TG_PENDING;
    ANSWERS("execute", fake_answer, barrier(1));
    tg_execute second = rig_execute(NULL, 1, NULL);
    second.queue = 1;
    ANSWERS("execute", TG_PENDING, layer_api()->execute(r.device, &second, told()));
    fake_report(0, 1, TG_DEVICE_LOST);
    fake_report(1, 1, TG_DEVICE_LOST);
    rig_close(&r);
    CHECK("nothing is reported", r.line_count == 0);
}

TEST(tickets_left_by_close_are_reported) {
    rig_open(&r);
    fake_answer = TG_PENDING;
    ANSWERS("execute", fake_answer, barrier(1));
    rig_close(&r);
    CAUGHT("TG-P-23");
}

TEST(close_while_objects_live_is_reported) {
    rig_open(&r);
    rig_buffer(&r, 64);
    rig_close(&r);
    CAUGHT("TG-P-23");
}

TEST(a_report_after_close_is_told_to_the_next_host) {
    rig_open(&r);
    fake_answer = TG_PENDING;
    ANSWERS("execute", fake_answer, barrier(1));
    fake_report(0, 1, TG_OK);
    rig_close(&r);
    fake_report(0, 1, TG_OK);
    CHECK("the closed host is left alone", r.end_count == 1 && r.line_count == 0);
    rig_prepare(&r);
    rig_describe(&r, 0, (tg_options){0});
    CAUGHT("TG-P-23");
}

TEST(a_wait_that_ends_early_is_reported) {
    tg_ticket ticket = {sizeof ticket, 0, 1, TG_FOREVER};
    rig_open(&r);
    fake_answer = TG_PENDING;
    ANSWERS("execute", fake_answer, barrier(1));
    ANSWERS("wait", TG_OK, layer_api()->wait(r.device, &ticket, told()));
    CAUGHT("TG-P-42");
}

/* ---- memory ---- */

static tg_status TG_CALL alloc_nothing(tg_device* device, const tg_buffer_desc* desc, tg_buffer_info* out, tg_error* error) {
    return desc->bytes ? sound.buffer_alloc(device, desc, out, error) : tg_fail(error, TG_INVALID_ARGUMENT, "", "no bytes");
}

TEST(a_refused_empty_buffer_is_reported) {
    tg_buffer_desc desc = {.size = sizeof desc};
    tg_buffer_info info = {.size = sizeof info};
    fake.buffer_alloc = alloc_nothing;
    rig_open(&r);
    ANSWERS("buffer_alloc", TG_INVALID_ARGUMENT, layer_api()->buffer_alloc(r.device, &desc, &info, told()));
    CAUGHT("TG-P-26");
}

static tg_status TG_CALL alloc_small(tg_device* device, const tg_buffer_desc* desc, tg_buffer_info* out, tg_error* error) {
    tg_status status = sound.buffer_alloc(device, desc, out, error);
    out->bytes = desc->bytes - 1;
    return status;
}

TEST(a_buffer_smaller_than_asked_for_is_reported) {
    tg_buffer_desc desc = {.size = sizeof desc, .bytes = 64};
    tg_buffer_info info = {.size = sizeof info};
    fake.buffer_alloc = alloc_small;
    rig_open(&r);
    ANSWERS("buffer_alloc", TG_OK, layer_api()->buffer_alloc(r.device, &desc, &info, told()));
    CAUGHT("TG-P-27");
}

static tg_status TG_CALL map_nowhere(tg_buffer* buffer, const tg_range* desc, void** out, tg_error* error) {
    (void)buffer, (void)desc, (void)error;
    *out = NULL;
    return TG_OK;
}

TEST(a_map_without_a_pointer_is_reported) {
    void* memory;
    tg_range range = {sizeof range, TG_MAP_READ, 0, 16};
    fake.buffer_map = map_nowhere;
    rig_open(&r);
    ANSWERS("buffer_map", TG_OK, layer_api()->buffer_map(rig_buffer(&r, 64), &range, &memory, told()));
    CAUGHT("TG-P-29");
}

TEST(a_host_visible_buffer_without_a_pointer_is_reported) {
    tg_buffer_desc desc = {.size = sizeof desc, .bytes = 64, .flags = TG_BUFFER_HOST_VISIBLE};
    tg_buffer_info info = {.size = sizeof info};
    rig_open(&r);
    ANSWERS("buffer_alloc", TG_OK, layer_api()->buffer_alloc(r.device, &desc, &info, told()));
    CAUGHT("TG-P-29");
}

static tg_status TG_CALL stats_leaking(tg_device* device, const tg_stats_query* desc, tg_stats* out, tg_error* error) {
    (void)device, (void)desc, (void)error;
    tg_stats stats = {.size = sizeof stats, .buffers = 1};
    return TG_WRITE(tg_stats, out, &stats);
}

TEST(buffers_counted_after_all_were_freed_are_reported) {
    fake.device_stats = stats_leaking;
    rig_open(&r);
    rig_close(&r);
    CAUGHT("TG-P-39");
}

/* ---- graphs and programs ---- */

static tg_status TG_CALL create_refusing(tg_device* device, const tg_program_desc* desc, tg_program** out, tg_error* error) {
    (void)device, (void)desc, (void)out;
    return tg_fail(error, TG_UNSUPPORTED, "", "not today");
}

TEST(a_claimed_graph_that_does_not_compile_is_reported) {
    small s;
    tg_program* program;
    fake.program_create = create_refusing;
    rig_open(&r);
    small_make(&s);
    ANSWERS("program_create", TG_UNSUPPORTED, small_compile(&r, &s, &program));
    CAUGHT("TG-P-31");
}

static tg_status TG_CALL query_no(tg_device* device, const tg_query* desc, tg_error* error) {
    fake_verdict = TG_NO;
    tg_status status = sound.graph_query(device, desc, error);
    fake_verdict = TG_YES;
    return status;
}

TEST(a_graph_not_claimed_that_compiles_is_reported) {
    fake.graph_query = query_no;
    rig_open(&r);
    rig_program(&r);
    CAUGHT("TG-P-32");
}

static tg_status TG_CALL query_lazy(tg_device* device, const tg_query* desc, tg_error* error) {
    (void)device, (void)desc, (void)error;
    return TG_OK;
}

TEST(a_node_left_without_an_answer_is_reported) {
    small s;
    fake.graph_query = query_lazy;
    rig_open(&r);
    small_make(&s);
    ANSWERS("graph_query", TG_OK, small_query(&r, &s));
    CAUGHT("TG-P-33");
}

static int calls;
static tg_status TG_CALL query_moody(tg_device* device, const tg_query* desc, tg_error* error) {
    return (calls++ & 1 ? query_no : sound.graph_query)(device, desc, error);
}

TEST(a_query_that_changes_its_mind_is_reported) {
    small s;
    fake.graph_query = query_moody;
    rig_open(&r);
    small_make(&s);
    ANSWERS("graph_query", TG_OK, small_query(&r, &s));
    CAUGHT("TG-P-33");
}

static int wrong_member;
static tg_status TG_CALL info_of_another(tg_program* program, const tg_program_query* desc, tg_program_info* out, tg_error* error) {
    static tg_arg_info spoiled_args[2];
    static const int64_t five[] = {5};
    tg_status status = sound.program_info(program, desc, out, error);
    memcpy(spoiled_args, out->args, sizeof spoiled_args);
    switch (wrong_member) {
        case 0: spoiled_args[0].dtype = TG_F64; break;
        case 1: spoiled_args[1].dims = five; spoiled_args[1].bytes = 20; break;
        case 2: spoiled_args[0].role = TG_ROLE_OUTPUT; break;
        case 3: spoiled_args[0].bytes = 8; break;
        case 4: out->arg_count = 7; break;
        default: out->input_count = 0; out->output_count = 2; break;
    }
    out->args = spoiled_args;
    return status;
}

static void disagrees(int member, const char* label) {
    wrong_member = member;
    fake.program_info = info_of_another;
    rig_open(&r);
    rig_program(&r);
    CAUGHT(label);
}

TEST(another_dtype_than_the_graph_is_reported) {
    disagrees(0, "TG-P-35");
}

TEST(other_dims_than_the_graph_are_reported) {
    disagrees(1, "TG-P-35");
}

TEST(arguments_out_of_order_are_reported) {
    disagrees(2, "TG-P-35");
}

TEST(fewer_bytes_than_the_shape_needs_are_reported) {
    disagrees(3, "TG-P-35");
}

TEST(a_wrong_number_of_arguments_is_reported) {
    disagrees(4, "TG-P-13");
}

TEST(another_number_of_inputs_than_the_graph_is_reported) {
    disagrees(5, "TG-P-35");
}

static tg_status TG_CALL infer_short(tg_program* program, const tg_infer* desc, tg_error* error) {
    (void)program, (void)error;
    for (uint32_t i = 0; i < desc->arg_count; i++) {
        desc->ranks[i] = 1;
        desc->dims[i * TG_MAX_RANK] = 4;
        desc->bytes[i] = i ? 8 : 16;
    }
    return TG_OK;
}

TEST(inferred_bytes_that_do_not_hold_the_shape_are_reported) {
    int64_t dims[2 * TG_MAX_RANK], four[] = {4};
    uint32_t ranks[2];
    uint64_t bytes[2];
    tg_shape shape = {four, NULL, 1, 0};
    fake_symbols = 1;
    fake_flags |= TG_DEVICE_SYMBOLS;
    fake.program_infer = infer_short;
    rig_open(&r);
    tg_program* program = rig_program(&r);
    tg_infer infer = {sizeof infer, 0, &shape, dims, ranks, bytes, 1, sizeof shape, 2, 0};
    ANSWERS("program_infer", TG_OK, layer_api()->program_infer(program, &infer, told()));
    CAUGHT("TG-P-34");
}
