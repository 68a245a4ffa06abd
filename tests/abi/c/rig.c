/* SPDX-License-Identifier: Apache-2.0 */
#include "rig.h"

#include <dlfcn.h>
#include <time.h>

struct tg_device {
    tg_host host;
};
struct tg_buffer {
    uint64_t bytes;
    _Alignas(64) unsigned char memory[];
};
struct tg_program {
    int unused;
};

const tg_release rig_release = {sizeof rig_release, 0};
_Thread_local char rule_text[64];

uint32_t fake_flags = TG_DEVICE_ASYNC | TG_DEVICE_WAITS, fake_arg_kinds, fake_map_alignment = 1, fake_symbols;
tg_queue_info fake_queue = {TG_QUEUE_EXECUTE | TG_QUEUE_COPY | TG_QUEUE_WAITS, 0, 4, 1};
uint64_t fake_incompat, fake_program_incompat;
tg_status fake_answer = TG_OK;
uint32_t fake_verdict = TG_YES;
const tg_host* fake_host;
void* fake_queue_ctx[RIG_QUEUES];
static struct tg_device device;

static tg_status TG_CALL device_info(const tg_probe* desc, tg_device_info* out, tg_error* error) {
    tg_probe probe;
    tg_device_info info = {
        .size = sizeof info, .flags = fake_flags, .name = "fake", .vendor = "test", .driver = "none", .location = "here", .fingerprint = "1", .queues = &fake_queue,
        .incompat = fake_incompat, .queue_count = 1, .queue_stride = sizeof fake_queue, .buffer_alignment = 64, .offset_alignment = 4, .map_alignment = fake_map_alignment,
        .arg_kinds = fake_arg_kinds,
    };
    if (TG_READ(tg_probe, &probe, desc))
        return tg_fail(error, TG_INVALID_ARGUMENT, "TG-P-7", "tg_probe");
    if (probe.index)
        return tg_fail(error, TG_NOT_FOUND, "TG-P-11", "there is one device");
    for (uint32_t i = 0; i < probe.options.count; i++)
        if (strncmp(probe.options.keys[i], "hint.", 5) != 0)
            return tg_fail(error, TG_INVALID_ARGUMENT, "TG-P-14", probe.options.keys[i]);
    return TG_WRITE(tg_device_info, out, &info) ? tg_fail(error, TG_INVALID_ARGUMENT, "TG-P-7", "tg_device_info") : TG_OK;
}

static tg_status TG_CALL device_open(const tg_open* desc, tg_opened* out, tg_error* error) {
    (void)error;
    tg_opened opened = {sizeof opened, desc->queue_count, &device, NULL};
    fake_host = desc->host;
    for (uint32_t i = 0; i < desc->queue_count && i < RIG_QUEUES; i++)
        fake_queue_ctx[i] = desc->queues[i].ctx;
    return TG_WRITE(tg_opened, out, &opened);
}

static tg_status TG_CALL device_close(tg_device* closed, const tg_release* desc, tg_error* error) {
    (void)closed, (void)desc, (void)error;
    return TG_OK;
}

static tg_status TG_CALL buffer_alloc(tg_device* in, const tg_buffer_desc* desc, tg_buffer_info* out, tg_error* error) {
    (void)in, (void)error;
    tg_buffer* buffer = aligned_alloc(64, sizeof *buffer + (desc->bytes + 63) / 64 * 64);
    tg_buffer_info info = {sizeof info, 0, buffer, NULL, 0, desc->bytes};
    buffer->bytes = desc->bytes;
    return TG_WRITE(tg_buffer_info, out, &info);
}

static tg_status TG_CALL buffer_free(tg_buffer* buffer, const tg_release* desc, tg_error* error) {
    (void)desc, (void)error;
    free(buffer);
    return TG_OK;
}

static tg_status TG_CALL buffer_map(tg_buffer* buffer, const tg_range* desc, void** out, tg_error* error) {
    (void)error;
    *out = buffer->memory + desc->offset;
    return TG_OK;
}

static tg_status TG_CALL buffer_unmap(tg_buffer* buffer, const tg_range* desc, tg_error* error) {
    (void)buffer, (void)desc, (void)error;
    return TG_OK;
}

static tg_status TG_CALL graph_query(tg_device* in, const tg_query* desc, tg_error* error) {
    (void)in, (void)error;
    tg_support support = {.verdict = fake_verdict, .why = fake_verdict == TG_YES ? TG_WHY_NONE : TG_WHY_OP};
    for (uint32_t i = 0; i < desc->graph->node_count; i++)
        TG_WRITE_AT(tg_support, desc->support, desc->support_stride, i, &support);
    return TG_OK;
}

static tg_status TG_CALL program_create(tg_device* in, const tg_program_desc* desc, tg_program** out, tg_error* error) {
    (void)in, (void)desc;
    if (fake_verdict != TG_YES)
        return tg_fail(error, TG_UNSUPPORTED, "op:Relu", "not claimed");
    *out = malloc(sizeof **out);
    return TG_OK;
}

static tg_status TG_CALL program_destroy(tg_program* program, const tg_release* desc, tg_error* error) {
    (void)desc, (void)error;
    free(program);
    return TG_OK;
}

static tg_status TG_CALL program_info(tg_program* program, const tg_program_query* desc, tg_program_info* out, tg_error* error) {
    static const int64_t dims[] = {ELEMENTS}, symbolic[] = {-1};
    static const tg_symbol symbol = {"n", NULL, 1, 8, 2, 0};
    static tg_arg_info args[2];
    (void)program, (void)desc, (void)error;
    args[0] = (tg_arg_info){.name = "x", .dims = fake_symbols ? symbolic : dims, .bytes = fake_symbols ? 0 : 16, .dtype = TG_F32, .rank = 1, .role = TG_ROLE_INPUT, .alignment = 16};
    args[1] = args[0];
    args[1].role = TG_ROLE_OUTPUT;
    tg_program_info info = {
        .size = sizeof info, .name = "main", .args = args, .symbols = &symbol, .incompat = fake_program_incompat, .entry_count = 1, .arg_count = 2,
        .arg_stride = sizeof *args, .symbol_count = fake_symbols, .symbol_stride = sizeof symbol, .input_count = 1, .output_count = 1,
    };
    return TG_WRITE(tg_program_info, out, &info);
}

static tg_status TG_CALL execute(tg_device* in, const tg_execute* desc, tg_error* error) {
    (void)in;
    if (fake_answer == TG_OK && desc->program)
        memcpy(desc->args[1].buffer->memory + desc->args[1].offset, desc->args[0].buffer->memory + desc->args[0].offset, 16);
    return fake_answer < 0 ? tg_fail(error, fake_answer, "", "as the test says") : fake_answer;
}

static tg_status TG_CALL copy(tg_device* in, const tg_copy* desc, tg_error* error) {
    (void)in, (void)desc;
    return fake_answer < 0 ? tg_fail(error, fake_answer, "", "as the test says") : fake_answer;
}

static tg_status TG_CALL wait_ticket(tg_device* in, const tg_ticket* desc, tg_error* error) {
    (void)in, (void)desc, (void)error;
    return TG_OK;
}

#define SLOTS \
    {.size = sizeof(tg_api), .abi = TG_ABI, .name = "fake 1", .device_info = device_info, .device_open = device_open, .device_close = device_close, \
     .buffer_alloc = buffer_alloc, .buffer_free = buffer_free, .buffer_map = buffer_map, .buffer_unmap = buffer_unmap, .graph_query = graph_query, \
     .program_create = program_create, .program_destroy = program_destroy, .program_info = program_info, .execute = execute, .copy = copy, .wait = wait_ticket}
tg_api fake = SLOTS;
const tg_api sound = SLOTS;

void fake_report(uint32_t queue, uint64_t ticket, tg_status status) {
    tg_completion completion = {.size = sizeof completion, .status = status, .ticket = ticket};
    fake_host->complete(fake_host, fake_queue_ctx[queue], &completion);
}

tg_error* told(void) {
    static _Thread_local tg_error error;
    error = (tg_error){sizeof error, sizeof error_text, error_text, rule_text, 0, sizeof rule_text, 0};
    error_text[0] = rule_text[0] = 0;
    return &error;
}

const tg_api* layer_api(void) {
    static const tg_api* api;
    void* library = api ? NULL : dlopen(test_plugin, RTLD_NOW | RTLD_LOCAL);
    tg_plugin_entry entry;
    if (api)
        return api;
    if (!library) {
        fprintf(stderr, "%s\n", dlerror());
        exit(1);
    }
    *(void**)&entry = dlsym(library, "tg_plugin_v1");
    ANSWERS("TG-P-2", TG_OK, entry(TG_ABI, &api, told()));
    return api;
}

static void TG_CALL log_line(const tg_host* table, uint32_t level, const char* text) {
    rig* rig = table->ctx;
    pthread_mutex_lock(&rig->lock);
    if (rig->line_count < MOST_LINES) {
        rig->lines[rig->line_count].level = level;
        snprintf(rig->lines[rig->line_count++].text, sizeof rig->lines->text, "%s", text);
    }
    pthread_mutex_unlock(&rig->lock);
}

static void TG_CALL complete(const tg_host* table, void* queue_ctx, const tg_completion* completion) {
    rig* rig = table->ctx;
    pthread_mutex_lock(&rig->lock);
    CHECK("few completions", rig->end_count < MOST_ENDS);
    rig->ends[rig->end_count].ticket = completion->ticket;
    rig->ends[rig->end_count].status = completion->status;
    snprintf(rig->ends[rig->end_count].text, sizeof rig->ends->text, "%s", completion->text ? completion->text : "");
    rig->ends[rig->end_count++].queue = *(uint32_t*)queue_ctx;
    pthread_mutex_unlock(&rig->lock);
}

static const void* TG_CALL extension(const tg_host* table, const char* name) {
    rig* rig = table->ctx;
    return strcmp(name, TG_EXTENSION_LAYER) == 0 ? &rig->offer : NULL;
}

void rig_prepare(rig* rig) {
    memset(rig, 0, sizeof *rig);
    rig->table = (tg_host){sizeof rig->table, TG_ABI, rig, log_line, complete, extension};
    rig->offer = (tg_layer){sizeof rig->offer, TG_ABI, &fake, NULL};
    pthread_mutex_init(&rig->lock, NULL);
    for (uint32_t i = 0; i < RIG_QUEUES; i++)
        rig->queue_ids[i] = i;
}

tg_status rig_try_open(rig* rig) {
    tg_open_queue queues[RIG_QUEUES] = {{&rig->queue_ids[0], NULL, 0, 0}, {&rig->queue_ids[1], NULL, 0, 0}};
    tg_open open = {sizeof open, 0, &rig->table, queues, {test_keys, test_values, test_option_count, 0}, RIG_QUEUES, sizeof *queues};
    tg_opened opened = {.size = sizeof opened};
    tg_status status = layer_api()->device_open(&open, &opened, told());
    rig->device = opened.device;
    return status;
}

void rig_open(rig* rig) {
    rig_prepare(rig);
    ANSWERS("device_open", TG_OK, rig_try_open(rig));
}

void rig_close(rig* rig) {
    ANSWERS("device_close", TG_OK, layer_api()->device_close(rig->device, &rig_release, told()));
}

tg_status rig_describe(rig* rig, uint32_t index, tg_options options) {
    tg_probe probe = {.size = sizeof probe, .index = index, .host = &rig->table, .options = options};
    tg_device_info info = {.size = sizeof info};
    return layer_api()->device_info(&probe, &info, told());
}

uint32_t rig_ends(rig* rig, uint32_t queue, uint64_t ticket, tg_status status) {
    uint32_t found = 0;
    pthread_mutex_lock(&rig->lock);
    for (uint32_t i = 0; i < rig->end_count; i++)
        found += rig->ends[i].queue == queue && rig->ends[i].ticket == ticket && rig->ends[i].status == status;
    pthread_mutex_unlock(&rig->lock);
    return found;
}

void rig_await(rig* rig, uint32_t queue, uint64_t ticket, tg_status status) {
    const struct timespec moment = {0, 100000};
    while (!rig_ends(rig, queue, ticket, status))
        nanosleep(&moment, NULL);
}

int rig_heard(rig* rig, const char* label) {
    int heard = 0;
    pthread_mutex_lock(&rig->lock);
    for (uint32_t i = 0; i < rig->line_count; i++)
        heard = heard || (strncmp(rig->lines[i].text, label, strlen(label)) == 0 && rig->lines[i].text[strlen(label)] == ':');
    if (!heard)
        for (uint32_t i = 0; i < rig->line_count; i++)
            fprintf(stderr, "heard: %s\n", rig->lines[i].text);
    pthread_mutex_unlock(&rig->lock);
    return heard;
}

tg_buffer* rig_buffer(rig* rig, uint64_t bytes) {
    tg_buffer_desc desc = {.size = sizeof desc, .bytes = bytes};
    tg_buffer_info info = {.size = sizeof info};
    ANSWERS("buffer_alloc", TG_OK, layer_api()->buffer_alloc(rig->device, &desc, &info, told()));
    return info.buffer;
}

void small_make(small* s) {
    memset(s, 0, sizeof *s);
    s->dims[0] = ELEMENTS;
    s->values[0] = (tg_value){.dims = s->dims, .dtype = TG_F32, .rank = 1};
    s->values[3] = s->values[2] = s->values[1] = s->values[0];
    s->makes[0] = 1;
    s->outputs[0] = 1;
    s->nodes[0] = (tg_node){.domain = "", .op = "Relu", .inputs = s->reads, .outputs = s->makes, .attributes = s->attributes, .version = 14, .input_count = 1,
                            .output_count = 1, .attribute_stride = sizeof *s->attributes};
    s->attributes[0] = (tg_attribute){"alpha", &s->number, 1, TG_ATTR_INT, sizeof s->number};
    s->attributes[1] = (tg_attribute){"beta", &s->number, 1, TG_ATTR_INT, sizeof s->number};
    s->graph = (tg_graph){.size = sizeof s->graph, .name = "main", .values = s->values, .nodes = s->nodes, .inputs = s->inputs, .outputs = s->outputs, .value_count = 4,
                          .value_stride = sizeof *s->values, .node_count = 1, .node_stride = sizeof *s->nodes, .input_count = 1, .output_count = 1};
}

tg_status small_query(rig* rig, const small* s) {
    tg_support support[2];
    tg_query query = {.size = sizeof query, .graph = &s->graph, .support = support, .support_stride = sizeof *support};
    return layer_api()->graph_query(rig->device, &query, told());
}

tg_status small_compile(rig* rig, const small* s, tg_program** out) {
    const tg_graph* graphs[] = {&s->graph};
    tg_program_desc desc = {.size = sizeof desc, .graphs = graphs, .graph_count = 1};
    return layer_api()->program_create(rig->device, &desc, out, told());
}

tg_program* rig_program(rig* rig) {
    small s;
    tg_program* program = NULL;
    small_make(&s);
    if (fake_symbols) {
        static const tg_symbol symbol = {"n", NULL, 1, 8, 2, 0};
        s.dims[0] = -1;
        s.graph.symbols = &symbol;
        s.graph.symbol_count = 1;
        s.graph.symbol_stride = sizeof symbol;
    }
    ANSWERS("program_create", TG_OK, small_compile(rig, &s, &program));
    return program;
}

void rig_args(tg_arg* args, tg_buffer* buffer) {
    args[0] = (tg_arg){.buffer = buffer, .bytes = 16};
    args[1] = (tg_arg){.buffer = buffer, .offset = 256, .bytes = 16};
}

tg_execute rig_execute(tg_program* program, uint64_t ticket, const tg_arg* args) {
    return (tg_execute){.size = sizeof(tg_execute), .program = program, .args = args, .ticket = ticket, .arg_count = program ? 2 : 0, .arg_stride = sizeof *args,
                        .wait_stride = sizeof(tg_sync), .signal_stride = sizeof(tg_sync)};
}
