/* SPDX-License-Identifier: Apache-2.0 */
/** @file validate_plugin_tests.c A plugin that breaks each obligation about calls and devices once: the layer logs a line that begins with its number. */
#include <locale.h>
#include <signal.h>
#include <unistd.h>

#include "rig.h"

static rig r;

#define CAUGHT(label) CHECK(label, rig_heard(&r, label))

static tg_status barrier(uint64_t ticket) {
    tg_execute desc = rig_execute(NULL, ticket, NULL);
    return layer_api()->execute(r.device, &desc, told());
}

/* ---- around every call ---- */

static tg_status TG_CALL execute_rounding(tg_device* device, const tg_execute* desc, tg_error* error) {
#if defined(__x86_64__) || defined(__i386__)
    uint32_t control;
    __asm__ volatile("stmxcsr %0" : "=m"(control));
    control |= 0x8000;
    __asm__ volatile("ldmxcsr %0" : : "m"(control));
#elif defined(__aarch64__)
    uint64_t control = 1u << 24;
    __asm__ volatile("msr fpcr, %0" : : "r"(control));
#endif
    (void)device, (void)desc, (void)error;
    return TG_OK;
}

TEST(changed_floating_point_control_state_is_reported) {
    fake.execute = execute_rounding;
    rig_open(&r);
    ANSWERS("execute", TG_OK, barrier(1));
    CAUGHT("TG-P-4");
}

static tg_status TG_CALL execute_masking(tg_device* device, const tg_execute* desc, tg_error* error) {
    sigset_t mask;
    (void)device, (void)desc, (void)error;
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &mask, NULL);
    return TG_OK;
}

TEST(a_changed_signal_mask_is_reported) {
    fake.execute = execute_masking;
    rig_open(&r);
    ANSWERS("execute", TG_OK, barrier(1));
    CAUGHT("TG-P-4");
}

static int what_to_change;
static tg_status TG_CALL open_changing(const tg_open* desc, tg_opened* out, tg_error* error) {
    static char folder[] = "/";
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    int failed = what_to_change == 0 ? chdir(folder) : what_to_change == 1 ? setenv("TENGEN_TEST", "1", 1) : sigaction(SIGUSR2, &ignore, NULL);
    CHECK("the change", failed == 0);
    return sound.device_open(desc, out, error);
}

static void changes(int what) {
    what_to_change = what;
    fake.device_open = open_changing;
    rig_open(&r);
    CAUGHT("TG-P-5");
}

TEST(a_changed_working_directory_is_reported) {
    changes(0);
}

TEST(a_changed_environment_is_reported) {
    changes(1);
}

TEST(a_changed_signal_disposition_is_reported) {
    changes(2);
}

static _Atomic int idling;
static void* idle(void* unused) {
    idling = 1;
    pause();
    return unused;
}

static tg_status TG_CALL open_with_thread(const tg_open* desc, tg_opened* out, tg_error* error) {
    pthread_t thread;
    CHECK("a thread", pthread_create(&thread, NULL, idle, NULL) == 0);
    pthread_detach(thread);
    return sound.device_open(desc, out, error);
}

TEST(a_thread_that_leaves_signals_open_is_reported) {
    fake.device_open = open_with_thread;
    rig_open(&r);
    while (!idling)
        usleep(100);
    rig_close(&r);
    CAUGHT("TG-P-6");
}

TEST(a_thread_that_blocks_signals_is_not_reported) {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, NULL);
    fake.device_open = open_with_thread;
    rig_open(&r);
    rig_close(&r);
    CHECK("nothing is reported", r.line_count == 0);
}

static tg_status TG_CALL map_scribbling(tg_buffer* buffer, const tg_range* desc, void** out, tg_error* error) {
    ((tg_range*)(uintptr_t)desc)->bytes = 1;
    return sound.buffer_map(buffer, desc, out, error);
}

TEST(a_changed_descriptor_is_reported) {
    void* memory;
    tg_range range = {sizeof range, TG_MAP_READ, 0, 16};
    fake.buffer_map = map_scribbling;
    rig_open(&r);
    tg_buffer* buffer = rig_buffer(&r, 64);
    ANSWERS("buffer_map", TG_OK, layer_api()->buffer_map(buffer, &range, &memory, told()));
    CAUGHT("TG-P-7");
}

static tg_status TG_CALL query_scribbling(tg_device* device, const tg_query* desc, tg_error* error) {
    ((tg_node*)(uintptr_t)desc->graph->nodes)->version = 1;
    return sound.graph_query(device, desc, error);
}

TEST(a_changed_graph_is_reported) {
    small s;
    fake.graph_query = query_scribbling;
    rig_open(&r);
    small_make(&s);
    ANSWERS("graph_query", TG_OK, small_query(&r, &s));
    CAUGHT("TG-P-7");
}

static tg_status TG_CALL info_sized(const tg_probe* desc, tg_device_info* out, tg_error* error) {
    tg_status status = sound.device_info(desc, out, error);
    out->size = 8;
    return status;
}

TEST(a_written_size_is_reported) {
    fake.device_info = info_sized;
    rig_prepare(&r);
    rig_describe(&r, 0, (tg_options){0});
    CAUGHT("TG-P-8");
}

static tg_status TG_CALL alloc_overrun(tg_device* device, const tg_buffer_desc* desc, tg_buffer_info* out, tg_error* error) {
    tg_status status = sound.buffer_alloc(device, desc, out, error);
    ((unsigned char*)out)[sizeof *out] = 0;
    return status;
}

TEST(bytes_written_behind_a_struct_are_reported) {
    fake.buffer_alloc = alloc_overrun;
    rig_open(&r);
    rig_buffer(&r, 64);
    CAUGHT("TG-P-8");
}

static tg_status TG_CALL execute_chatting(tg_device* device, const tg_execute* desc, tg_error* error) {
    (void)device, (void)desc;
    tg_fail(error, TG_OK, "", "all is well");
    return TG_OK;
}

TEST(an_error_written_on_success_is_reported) {
    fake.execute = execute_chatting;
    rig_open(&r);
    ANSWERS("execute", TG_OK, barrier(1));
    CAUGHT("TG-P-8");
}

TEST(an_unreadable_completion_is_reported) {
    uint32_t size = 4;
    rig_open(&r);
    fake_host->complete(fake_host, fake_queue_ctx[0], (const tg_completion*)(void*)&size);
    CAUGHT("TG-P-8");
}

TEST(a_completion_through_another_host_is_reported) {
    static rig other;
    rig_open(&r);
    void* ctx = fake_queue_ctx[0];
    rig_open(&other);
    tg_completion completion = {.size = sizeof completion, .ticket = 1};
    fake_host->complete(fake_host, ctx, &completion);
    CHECK("TG-P-9", rig_heard(&other, "TG-P-9"));
}

/* ---- device_info ---- */

static int calls;
static tg_status TG_CALL info_drifting(const tg_probe* desc, tg_device_info* out, tg_error* error) {
    tg_status status = sound.device_info(desc, out, error);
    out->memory_bytes = (uint64_t)++calls;
    return status;
}

TEST(a_device_info_that_changes_is_reported) {
    fake.device_info = info_drifting;
    rig_prepare(&r);
    rig_describe(&r, 0, (tg_options){0});
    CAUGHT("TG-P-10");
}

static uint32_t there;
static tg_status TG_CALL info_at(const tg_probe* desc, tg_device_info* out, tg_error* error) {
    tg_probe probe = *desc;
    if (probe.index != there)
        return tg_fail(error, TG_NOT_FOUND, "", "elsewhere");
    probe.index = 0;
    return sound.device_info(&probe, out, error);
}

TEST(a_gap_before_an_index_is_reported) {
    fake.device_info = info_at;
    there = 1;
    rig_prepare(&r);
    ANSWERS("device_info", TG_OK, rig_describe(&r, 1, (tg_options){0}));
    CAUGHT("TG-P-11");
}

static tg_status TG_CALL info_nothing(const tg_probe* desc, tg_device_info* out, tg_error* error) {
    (void)desc, (void)out, (void)error;
    return TG_NOT_FOUND;
}

TEST(no_device_and_no_reason_is_reported) {
    fake.device_info = info_nothing;
    rig_prepare(&r);
    ANSWERS("device_info", TG_NOT_FOUND, rig_describe(&r, 0, (tg_options){0}));
    CAUGHT("TG-P-12");
    CAUGHT("TG-P-16");
}

static void (*spoil)(tg_device_info* info);
static tg_status TG_CALL info_spoiled(const tg_probe* desc, tg_device_info* out, tg_error* error) {
    tg_status status = sound.device_info(desc, out, error);
    if (status == TG_OK)
        spoil(out);
    return status;
}

static void no_name(tg_device_info* info) {
    info->name = NULL;
}

static void bad_alignment(tg_device_info* info) {
    info->map_alignment = 48;
}

static void bad_stride(tg_device_info* info) {
    info->queue_stride = 4;
}

static void symbols(tg_device_info* info) {
    info->flags |= TG_DEVICE_SYMBOLS;
}

static void spoiled(void (*how)(tg_device_info* info), const char* label) {
    spoil = how;
    fake.device_info = info_spoiled;
    rig_prepare(&r);
    ANSWERS("device_info", TG_OK, rig_describe(&r, 0, (tg_options){0}));
    CAUGHT(label);
}

TEST(a_device_without_a_name_is_reported) {
    spoiled(no_name, "TG-P-13");
}

TEST(a_crooked_alignment_is_reported) {
    spoiled(bad_alignment, "TG-P-13");
}

TEST(a_short_stride_is_reported) {
    spoiled(bad_stride, "TG-P-13");
}

TEST(symbols_without_program_infer_are_reported) {
    spoiled(symbols, "TG-P-34");
}

static tg_status TG_CALL info_careless(const tg_probe* desc, tg_device_info* out, tg_error* error) {
    tg_probe probe = *desc;
    probe.options.count = 0;
    return sound.device_info(&probe, out, error);
}

TEST(an_unknown_option_accepted_is_reported) {
    fake.device_info = info_careless;
    rig_prepare(&r);
    ANSWERS("device_info", TG_OK, rig_describe(&r, 0, (tg_options){0}));
    CAUGHT("TG-P-14");
}

/* ---- errors ---- */

static tg_buffer* generous;
static tg_status TG_CALL alloc_generous(tg_device* device, const tg_buffer_desc* desc, tg_buffer_info* out, tg_error* error) {
    sound.buffer_alloc(device, desc, out, error);
    generous = out->buffer;
    return tg_fail(error, TG_OUT_OF_MEMORY, "", "none left");
}

TEST(a_handle_given_with_an_error_is_reported) {
    tg_buffer_desc desc = {.size = sizeof desc, .bytes = 64};
    tg_buffer_info info = {.size = sizeof info};
    fake.buffer_alloc = alloc_generous;
    rig_open(&r);
    ANSWERS("buffer_alloc", TG_OUT_OF_MEMORY, layer_api()->buffer_alloc(r.device, &desc, &info, told()));
    CHECK("the host is not given it", !info.buffer);
    free(generous);
    CAUGHT("TG-P-15");
}

TEST(a_status_of_no_class_is_reported) {
    rig_open(&r);
    fake_answer = -(9 << 8);
    ANSWERS("execute", fake_answer, barrier(1));
    CAUGHT("TG-P-15");
}

TEST(a_positive_status_that_nobody_knows_is_reported) {
    rig_open(&r);
    fake_answer = 2;
    ANSWERS("execute", fake_answer, barrier(1));
    CAUGHT("TG-P-15");
}

static tg_status TG_CALL execute_mute(tg_device* device, const tg_execute* desc, tg_error* error) {
    (void)device, (void)desc, (void)error;
    return TG_EXECUTION_FAILED;
}

TEST(an_error_without_a_text_is_reported) {
    fake.execute = execute_mute;
    rig_open(&r);
    ANSWERS("execute", TG_EXECUTION_FAILED, barrier(1));
    CAUGHT("TG-P-16");
}
