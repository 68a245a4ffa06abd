/* SPDX-License-Identifier: Apache-2.0 */
/** @file device_tests.c What every device does, whatever it computes: description, opening, memory, options, bad descriptors. */
#include <fenv.h>
#include <signal.h>

#include "host.h"

static const tg_release release = {sizeof release, 0};

static tg_status info_of(uint32_t index, tg_options options, tg_device_info* info) {
    tg_probe probe = {.size = sizeof probe, .host = probing(), .index = index, .options = options};
    *info = (tg_device_info){.size = sizeof *info};
    return plugin()->device_info(&probe, info, explained());
}

TEST(the_table_has_its_required_slots_and_a_name) {
    const tg_api* api = plugin();
    CHECK("TG-P-2", api->size >= (uint32_t)tg_api_1_0 && api->abi >> 16 == TG_MAJOR && api->name && *api->name);
    CHECK("TG-P-2", api->device_info && api->device_open && api->device_close && api->buffer_alloc && api->buffer_free && api->buffer_map);
    CHECK("TG-P-2", api->buffer_unmap && api->graph_query && api->program_create && api->program_destroy && api->program_info && api->execute);
}

TEST(the_description_is_well_formed_and_repeatable) {
    tg_device_info info, again;
    ANSWERS("TG-P-10", TG_OK, info_of(0, device_options(), &info));
    ANSWERS("TG-P-10", TG_OK, info_of(0, device_options(), &again));
    CHECK("TG-P-10", memcmp(&info, &again, sizeof info) == 0);
    CHECK("TG-P-13", info.name && info.vendor && info.driver && info.location && info.fingerprint);
    CHECK("TG-P-13", info.queue_count >= 1 && info.queue_stride >= (uint32_t)tg_queue_info_1_0 && info.memory_stride >= (uint32_t)tg_memory_info_1_0);
    CHECK("TG-P-13", info.queues[0].max_pending >= 1 && info.queues[0].priorities >= 1 && info.incompat == 0);
    CHECK("TG-P-34", !(info.flags & TG_DEVICE_SYMBOLS) || plugin()->program_infer);
    CHECK("TG-P-23", !(info.flags & TG_DEVICE_ASYNC) || plugin()->wait);
}

TEST(an_index_past_the_end_is_not_found) {
    tg_device_info info;
    uint32_t index = 0;
    while (info_of(index, device_options(), &info) == TG_OK)
        index++;
    ANSWERS("TG-P-11", TG_NOT_FOUND, info_of(index, device_options(), &info));
    CHECK("TG-P-16", *error_text);
    ANSWERS("TG-P-11", TG_NOT_FOUND, info_of(UINT32_MAX, device_options(), &info));
}

TEST(an_unknown_option_is_refused_by_name_and_a_hint_ignored) {
    tg_device_info info;
    const char *bad = "no.such.option", *hint = "hint.no.such", *value = "1";
    ANSWERS("TG-P-14", TG_INVALID_ARGUMENT, info_of(0, (tg_options){&bad, &value, 1, 0}, &info));
    CHECK("TG-P-14", strstr(error_text, bad));
    ANSWERS("TG-P-14", TG_OK, info_of(0, (tg_options){&hint, &value, 1, 0}, &info));
    ANSWERS("TG-P-7", TG_TOO_NEW, info_of(0, (tg_options){&hint, &value, 1, 1}, &info));
}

TEST(an_older_host_gets_a_shorter_description_and_nothing_beyond) {
    struct {
        tg_device_info info;
        unsigned char beyond[64];
    } larger;
    tg_probe probe = {.size = sizeof probe, .host = probing(), .options = device_options()};
    memset(&larger, 0x5a, sizeof larger);
    larger.info.size = sizeof larger;
    ANSWERS("TG-P-8", TG_OK, plugin()->device_info(&probe, &larger.info, explained()));
    CHECK("TG-P-8", larger.info.size == sizeof larger && larger.beyond[0] == 0 && larger.beyond[63] == 0);
    memset(&larger, 0x5a, sizeof larger);
    larger.info.size = sizeof larger.info;
    ANSWERS("TG-P-8", TG_OK, plugin()->device_info(&probe, &larger.info, explained()));
    CHECK("TG-P-8", larger.info.size == sizeof larger.info && larger.beyond[0] == 0x5a);
    larger.info.size = 8;
    ANSWERS("TG-P-8", TG_INVALID_ARGUMENT, plugin()->device_info(&probe, &larger.info, explained()));
}

TEST(newer_fields_are_too_new_when_set_and_welcome_when_zero) {
    struct {
        tg_buffer_desc desc;
        uint64_t appended[8];
    } newer = {{.size = sizeof newer, .bytes = 64}, {0}};
    tg_buffer_info info = {.size = sizeof info};
    host host;
    open_device(&host, 1);
    ANSWERS("TG-P-7", TG_OK, plugin()->buffer_alloc(host.device, &newer.desc, &info, explained()));
    free_buffer(info.buffer);
    newer.appended[7] = 1;
    ANSWERS("TG-P-7", TG_TOO_NEW, plugin()->buffer_alloc(host.device, &newer.desc, &info, explained()));
    newer.desc.size = 4;
    ANSWERS("TG-P-7", TG_INVALID_ARGUMENT, plugin()->buffer_alloc(host.device, &newer.desc, &info, explained()));
    ANSWERS("TG-P-7", TG_INVALID_ARGUMENT, plugin()->buffer_alloc(host.device, NULL, &info, explained()));
    close_device(&host);
}

TEST(null_descriptors_are_refused_in_every_slot) {
    const tg_api* api = plugin();
    host host;
    open_device(&host, 1);
    tg_buffer* buffer = new_buffer(&host, 16);
    tg_device_info info = {.size = sizeof info};
    tg_opened opened = {.size = sizeof opened};
    tg_buffer_info buffer_info = {.size = sizeof buffer_info};
    tg_program* program = NULL;
    void* memory = NULL;
    ANSWERS("TG-P-7", TG_INVALID_ARGUMENT, api->device_info(NULL, &info, explained()));
    ANSWERS("TG-P-7", TG_INVALID_ARGUMENT, api->device_open(NULL, &opened, explained()));
    ANSWERS("TG-P-7", TG_INVALID_ARGUMENT, api->device_close(host.device, NULL, explained()));
    ANSWERS("TG-P-7", TG_INVALID_ARGUMENT, api->buffer_alloc(host.device, NULL, &buffer_info, explained()));
    ANSWERS("TG-P-7", TG_INVALID_ARGUMENT, api->buffer_free(buffer, NULL, explained()));
    ANSWERS("TG-P-7", TG_INVALID_ARGUMENT, api->buffer_map(buffer, NULL, &memory, explained()));
    ANSWERS("TG-P-7", TG_INVALID_ARGUMENT, api->buffer_unmap(buffer, NULL, explained()));
    ANSWERS("TG-P-7", TG_INVALID_ARGUMENT, api->graph_query(host.device, NULL, explained()));
    ANSWERS("TG-P-7", TG_INVALID_ARGUMENT, api->program_create(host.device, NULL, &program, explained()));
    ANSWERS("TG-P-7", TG_INVALID_ARGUMENT, api->execute(host.device, NULL, explained()));
    CHECK("TG-P-15", !program && !memory && !opened.device && !buffer_info.buffer);
    CHECK("TG-P-16", *error_text);
    ANSWERS("TG-P-7", TG_INVALID_ARGUMENT, api->execute(host.device, NULL, NULL));
    free_buffer(buffer);
    close_device(&host);
}

TEST(a_device_with_buffers_does_not_close) {
    host host;
    open_device(&host, 1);
    tg_buffer* buffer = new_buffer(&host, 16);
    ANSWERS("TG-H-5", TG_WRONG_STATE, plugin()->device_close(host.device, &release, explained()));
    free_buffer(buffer);
    close_device(&host);
}

TEST(two_hosts_open_the_same_library) {
    host a, b;
    open_device(&a, 1);
    open_device(&b, 1);
    CHECK("TG-P-9", a.device != b.device);
    close_device(&a);
    tg_buffer* buffer = new_buffer(&b, 16);
    free_buffer(buffer);
    close_device(&b);
}

TEST(opening_needs_a_queue_that_exists) {
    host host = {.table = *probing()};
    tg_open_queue queue = {&host, NULL, 77, 0};
    tg_open open = {sizeof open, 0, &host.table, &queue, device_options(), 1, sizeof queue};
    tg_opened opened = {.size = sizeof opened};
    ANSWERS("TG-P-7", TG_INVALID_ARGUMENT, plugin()->device_open(&open, &opened, explained()));
    open.queue_count = 0;
    ANSWERS("TG-P-7", TG_INVALID_ARGUMENT, plugin()->device_open(&open, &opened, explained()));
    open.host = NULL;
    ANSWERS("TG-P-7", TG_INVALID_ARGUMENT, plugin()->device_open(&open, &opened, explained()));
    CHECK("TG-P-15", !opened.device);
}

TEST(memory_keeps_what_was_written_and_is_aligned) {
    tg_device_info info;
    host host;
    float in[] = {1, 2, 3, 4, 5}, out[5] = {0};
    ANSWERS("device_info", TG_OK, info_of(0, device_options(), &info));
    open_device(&host, 1);
    tg_buffer* buffer = upload(&host, in, 5);
    download(buffer, out, 5);
    CHECK("TG-P-29", memcmp(in, out, sizeof in) == 0);
    tg_range range = {sizeof range, TG_MAP_READ, 8, 4};
    void* memory;
    ANSWERS("TG-P-29", TG_OK, plugin()->buffer_map(buffer, &range, &memory, explained()));
    CHECK("TG-P-29", *(float*)memory == 3 && ((uintptr_t)memory - 8) % info.buffer_alignment == 0);
    ANSWERS("TG-P-29", TG_OK, plugin()->buffer_unmap(buffer, &range, explained()));
    ANSWERS("TG-H-16", TG_CLASS_CALLER, TG_STATUS_CLASS(plugin()->buffer_unmap(buffer, &range, explained())));
    free_buffer(buffer);
    close_device(&host);
}

TEST(ranges_outside_a_buffer_are_refused) {
    static const struct {
        uint64_t offset, bytes;
        uint32_t flags;
    } bad[] = {{0, 17, TG_MAP_READ}, {17, 0, TG_MAP_READ}, {16, 1, TG_MAP_READ}, {UINT64_MAX, 1, TG_MAP_READ}, {8, UINT64_MAX - 4, TG_MAP_READ}, {0, 4, 0}};
    host host;
    open_device(&host, 1);
    tg_buffer* buffer = new_buffer(&host, 16);
    for (unsigned i = 0; i < sizeof bad / sizeof *bad; i++) {
        tg_range range = {sizeof range, bad[i].flags, bad[i].offset, bad[i].bytes};
        void* memory = NULL;
        ANSWERS("TG-P-28", TG_INVALID_ARGUMENT, plugin()->buffer_map(buffer, &range, &memory, explained()));
        CHECK("TG-P-15", !memory && *error_text);
    }
    tg_range unknown = {sizeof unknown, 1u << 30 | TG_MAP_READ, 0, 4};
    void* memory = NULL;
    ANSWERS("TG-P-7", TG_TOO_NEW, plugin()->buffer_map(buffer, &unknown, &memory, explained()));
    free_buffer(buffer);
    close_device(&host);
}

TEST(buffers_and_maps_of_no_bytes_are_legal) {
    host host;
    open_device(&host, 1);
    tg_buffer* buffer = new_buffer(&host, 0);
    tg_range range = {sizeof range, TG_MAP_READ | TG_MAP_WRITE, 0, 0};
    void* memory = NULL;
    ANSWERS("TG-P-26", TG_OK, plugin()->buffer_map(buffer, &range, &memory, explained()));
    ANSWERS("TG-P-26", TG_OK, plugin()->buffer_unmap(buffer, &range, explained()));
    free_buffer(buffer);
    close_device(&host);
}

TEST(sizes_that_overflow_are_out_of_memory) {
    uint64_t sizes[] = {UINT64_MAX, UINT64_MAX - 63, (uint64_t)1 << 63, (uint64_t)1 << 60};
    host host;
    open_device(&host, 1);
    for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        tg_buffer_desc desc = {.size = sizeof desc, .bytes = sizes[i]};
        tg_buffer_info info = {.size = sizeof info};
        ANSWERS("TG-P-27", TG_OUT_OF_MEMORY, plugin()->buffer_alloc(host.device, &desc, &info, explained()));
        CHECK("TG-P-15", !info.buffer);
    }
    close_device(&host);
}

TEST(a_barrier_of_an_idle_queue_completes) {
    host host;
    open_device(&host, 1);
    ANSWERS("TG-P-17", TG_OK, run(&host, NULL, 1, NULL, 0));
    close_device(&host);
}

TEST(a_node_of_a_foreign_domain_is_answered_no) {
    graph graph;
    host host;
    open_device(&host, 1);
    begin(&graph);
    uint32_t a = add_input(&graph, DIMS(2)), out = add_value(&graph, DIMS(2));
    add_node(&graph, "Relu", a, TG_NONE, out);
    add_output(&graph, out);
    graph.nodes[0].domain = "com.vendor";
    tg_support support = ask(&host, &graph);
    CHECK("TG-P-30", support.verdict == TG_NO && support.why == TG_WHY_OP);
    const tg_graph* graphs[] = {&graph.desc};
    tg_program_desc desc = {.size = sizeof desc, .graphs = graphs, .graph_count = 1};
    tg_program* program = NULL;
    ANSWERS("TG-P-32", TG_UNSUPPORTED, plugin()->program_create(host.device, &desc, &program, explained()));
    CHECK("TG-P-32", !program && *error_text);
    close_device(&host);
}

TEST(compiled_bytes_of_an_unknown_format_are_incompatible) {
    host host;
    tg_program* program = NULL;
    tg_program_desc desc = {.size = sizeof desc, .bytes = "not a program", .format = "no.such.format", .byte_count = 13};
    open_device(&host, 1);
    ANSWERS("TG-P-40", TG_INCOMPATIBLE, plugin()->program_create(host.device, &desc, &program, explained()));
    CHECK("TG-P-40", !program && *error_text);
    close_device(&host);
}

TEST(signal_mask_and_rounding_are_left_as_found) {
    host host;
    sigset_t before, after;
    fesetround(FE_UPWARD);
    pthread_sigmask(SIG_SETMASK, NULL, &before);
    open_device(&host, 1);
    ANSWERS("TG-P-4", TG_OK, run(&host, NULL, 1, NULL, 0));
    close_device(&host);
    pthread_sigmask(SIG_SETMASK, NULL, &after);
    CHECK("TG-P-4", fegetround() == FE_UPWARD);
    for (int signal = 1; signal < 32; signal++)
        CHECK("TG-P-4", sigismember(&before, signal) == sigismember(&after, signal));
}

TEST(closing_with_live_objects_is_refused_and_harmless_when_nothing_is_pending) {
    static const tg_release release = {sizeof release, 0};
    host host;
    float in[] = {1, 2}, out[2] = {0};
    open_device(&host, 1);
    tg_buffer* buffer = upload(&host, in, 2);
    ANSWERS("TG-H-5", TG_WRONG_STATE, plugin()->device_close(host.device, &release, explained()));
    CHECK("TG-P-16", *error_text);
    download(buffer, out, 2);
    CHECK("TG-P-15", memcmp(in, out, sizeof in) == 0);
    ANSWERS("TG-P-17", TG_OK, run(&host, NULL, 1, NULL, 0));
    free_buffer(buffer);
    close_device(&host);
}
