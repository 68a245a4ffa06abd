/* SPDX-License-Identifier: Apache-2.0 */
#include "host.h"

#include <dlfcn.h>
#ifdef TENGEN_TEST_GUARD
#include "guard.h"
#else
#define guarded(api) (api)
#endif

static const tg_release release = {sizeof release, 0};
static _Thread_local char rule_text[64];

tg_error* explained(void) {
    static _Thread_local tg_error error;
    error = (tg_error){sizeof error, sizeof error_text, error_text, rule_text, 0, sizeof rule_text, 0};
    error_text[0] = 0;
    return &error;
}

static const tg_api* load(const char* path) {
    const tg_api* api;
    void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        fprintf(stderr, "%s\n", dlerror());
        exit(1);
    }
    tg_plugin_entry entry;
    *(void**)&entry = dlsym(library, "tg_plugin_v1");
    CHECK("TG-P-1", entry != NULL);
    ANSWERS("TG-P-2", TG_OK, entry(TG_ABI, &api, explained()));
    return api;
}

static const tg_layer* offer;

/** A layer's table over another: an optional slot is used only where the one below has it. */
static const tg_api* over(const tg_api* top, const tg_api* next) {
    tg_api* api = malloc(sizeof *api);
    tg_layer* layer = malloc(sizeof *layer);
    *api = *top;
    *layer = (tg_layer){sizeof *layer, TG_ABI, next, offer};
    offer = layer;
    for (size_t slot = offsetof(tg_api, program_infer); slot < offsetof(tg_api, name); slot += sizeof(void*))
        if (*(void* const*)((const char*)next + slot) == NULL)
            *(void**)((char*)api + slot) = NULL;
    return api;
}

static const tg_api* stack(const char* path) {
    char layer[1024];
    const char* colon = strchr(path, ':');
    if (!colon)
        return load(path);
    CHECK("the path fits", (size_t)(colon - path) < sizeof layer);
    memcpy(layer, path, (size_t)(colon - path));
    layer[colon - path] = 0;
    const tg_api* next = stack(colon + 1);
    return over(load(layer), next);
}

const tg_api* plugin(void) {
    static const tg_api* api;
    if (!api)
        api = guarded(stack(test_plugin));
    return api;
}

static const void* TG_CALL extension(const tg_host* table, const char* name) {
    (void)table;
    return strcmp(name, TG_EXTENSION_LAYER) == 0 ? offer : NULL;
}

const tg_host* probing(void) {
    static tg_host host;
    host = (tg_host){sizeof host, TG_ABI, NULL, NULL, NULL, extension};
    return &host;
}

void set_option(const char* key, const char* value) {
    test_keys[test_option_count] = key;
    test_values[test_option_count++] = value;
}

tg_options device_options(void) {
    return (tg_options){test_keys, test_values, test_option_count, 0};
}

static void TG_CALL complete(const tg_host* table, void* queue_ctx, const tg_completion* completion) {
    host* host = table->ctx;
    pthread_mutex_lock(&host->lock);
    CHECK("TG-P-23", !host->closed && host->report_count < MOST_REPORTS);
    host->reports[host->report_count].ticket = completion->ticket;
    host->reports[host->report_count].status = completion->status;
    host->reports[host->report_count++].queue = *(uint32_t*)queue_ctx;
    pthread_mutex_unlock(&host->lock);
}

/** What a validation layer says of a plugin fails the test. */
static void TG_CALL log_line(const tg_host* table, uint32_t level, const char* text) {
    (void)table;
    if (level != TG_LOG_ERROR || strncmp(text, "TG-", 3) != 0)
        return;
    fprintf(stderr, "%s\n", text);
    exit(1);
}

void open_device(host* host, uint32_t queues) {
    tg_open_queue wanted[QUEUES];
    memset(host, 0, sizeof *host);
    host->table = (tg_host){sizeof host->table, TG_ABI, host, log_line, complete, extension};
    pthread_mutex_init(&host->lock, NULL);
    tg_probe probe = {.size = sizeof probe, .host = probing(), .options = device_options()};
    tg_device_info info = {.size = sizeof info};
    ANSWERS("device_info", TG_OK, plugin()->device_info(&probe, &info, explained()));
    for (uint32_t i = 0; i < queues; i++) {
        host->queue_ids[i] = i;
        wanted[i] = (tg_open_queue){&host->queue_ids[i], NULL, i % info.queue_count, 0};
    }
    tg_open open = {sizeof open, 0, &host->table, wanted, device_options(), queues, sizeof *wanted};
    tg_opened opened = {.size = sizeof opened};
    ANSWERS("device_open", TG_OK, plugin()->device_open(&open, &opened, explained()));
    CHECK("device_open", opened.device && opened.queue_count >= 1 && opened.queue_count <= queues);
    host->queue_count = opened.queue_count;
    host->device = opened.device;
}

void close_device(host* host) {
    ANSWERS("device_close", TG_OK, plugin()->device_close(host->device, &release, explained()));
    pthread_mutex_lock(&host->lock);
    host->closed = 1;
    pthread_mutex_unlock(&host->lock);
    pthread_mutex_destroy(&host->lock);
}

uint32_t reports_of(host* host, uint32_t queue, uint64_t ticket, tg_status status) {
    uint32_t found = 0;
    pthread_mutex_lock(&host->lock);
    for (uint32_t i = 0; i < host->report_count; i++)
        found += host->reports[i].queue == queue && host->reports[i].ticket == ticket && host->reports[i].status == status;
    pthread_mutex_unlock(&host->lock);
    return found;
}

void await(host* host, uint32_t queue, uint64_t ticket) {
    tg_ticket desc = {sizeof desc, queue, ticket, TG_FOREVER};
    ANSWERS("TG-P-42", TG_OK, plugin()->wait(host->device, &desc, explained()));
}

tg_buffer* new_buffer(host* host, uint64_t bytes) {
    tg_buffer_desc desc = {.size = sizeof desc, .bytes = bytes};
    tg_buffer_info info = {.size = sizeof info};
    ANSWERS("buffer_alloc", TG_OK, plugin()->buffer_alloc(host->device, &desc, &info, explained()));
    CHECK("buffer_alloc", info.buffer && info.bytes >= bytes);
    return info.buffer;
}

void free_buffer(tg_buffer* buffer) {
    ANSWERS("buffer_free", TG_OK, plugin()->buffer_free(buffer, &release, explained()));
}

tg_buffer* upload(host* host, const float* elements, uint64_t count) {
    tg_buffer* buffer = new_buffer(host, count * sizeof *elements);
    tg_range range = {sizeof range, TG_MAP_WRITE, 0, count * sizeof *elements};
    void* memory;
    ANSWERS("TG-P-29", TG_OK, plugin()->buffer_map(buffer, &range, &memory, explained()));
    memcpy(memory, elements, range.bytes);
    ANSWERS("TG-P-29", TG_OK, plugin()->buffer_unmap(buffer, &range, explained()));
    return buffer;
}

void download(tg_buffer* buffer, float* elements, uint64_t count) {
    tg_range range = {sizeof range, TG_MAP_READ, 0, count * sizeof *elements};
    void* memory;
    ANSWERS("TG-P-29", TG_OK, plugin()->buffer_map(buffer, &range, &memory, explained()));
    memcpy(elements, memory, range.bytes);
    ANSWERS("TG-P-29", TG_OK, plugin()->buffer_unmap(buffer, &range, explained()));
}

void begin(graph* graph) {
    memset(graph, 0, sizeof *graph);
    graph->desc = (tg_graph){
        .size = sizeof graph->desc, .name = "main", .values = graph->values, .nodes = graph->nodes, .inputs = graph->inputs, .outputs = graph->outputs,
        .symbols = graph->symbols, .value_stride = sizeof *graph->values, .node_stride = sizeof *graph->nodes, .symbol_stride = sizeof *graph->symbols,
    };
}

uint32_t add_value(graph* graph, uint32_t rank, const int64_t* dims) {
    uint32_t index = graph->desc.value_count++;
    for (uint32_t d = 0; d < rank; d++)
        graph->dims[index][d] = dims[d];
    graph->values[index] = (tg_value){.name = "v", .dims = graph->dims[index], .dtype = TG_F32, .rank = (int32_t)rank};
    return index;
}

uint32_t add_input(graph* graph, uint32_t rank, const int64_t* dims) {
    uint32_t index = add_value(graph, rank, dims);
    graph->inputs[graph->desc.input_count++] = index;
    return index;
}

void add_node(graph* graph, const char* op, uint32_t a, uint32_t b, uint32_t out) {
    uint32_t index = graph->desc.node_count++, *edges = graph->edges[index];
    edges[0] = a;
    edges[1] = b;
    edges[2] = out;
    graph->nodes[index] = (tg_node){
        .domain = "", .op = op, .inputs = edges, .outputs = edges + 2, .version = *op == 'M' || *op == 'S' ? 13 : 14, .input_count = b == TG_NONE ? 1 : 2,
        .output_count = 1, .attribute_stride = sizeof(tg_attribute),
    };
    if (strcmp(op, "Mul") == 0)
        graph->nodes[index].version = 14;
}

void set_axis(graph* graph, int64_t axis) {
    uint32_t index = graph->desc.node_count - 1;
    graph->axes[index] = axis;
    graph->attributes[index] = (tg_attribute){"axis", &graph->axes[index], 1, TG_ATTR_INT, sizeof axis};
    graph->nodes[index].attributes = &graph->attributes[index];
    graph->nodes[index].attribute_count = 1;
}

void add_output(graph* graph, uint32_t value) {
    graph->outputs[graph->desc.output_count++] = value;
}

tg_support ask(host* host, const graph* graph) {
    tg_support support[MOST_NODES];
    tg_query query = {.size = sizeof query, .graph = &graph->desc, .support = support, .support_stride = sizeof *support};
    memset(support, 0xff, sizeof support);
    ANSWERS("TG-P-33", TG_OK, plugin()->graph_query(host->device, &query, explained()));
    return support[0];
}

tg_program* compile(host* host, const graph* graph) {
    const tg_graph* graphs[] = {&graph->desc};
    tg_program_desc desc = {.size = sizeof desc, .graphs = graphs, .graph_count = 1};
    tg_program* program = NULL;
    ANSWERS("TG-P-31", TG_OK, plugin()->program_create(host->device, &desc, &program, explained()));
    return program;
}

void destroy(tg_program* program) {
    ANSWERS("program_destroy", TG_OK, plugin()->program_destroy(program, &release, explained()));
}

tg_arg arg_of(tg_buffer* buffer, uint64_t bytes) {
    return (tg_arg){.buffer = buffer, .bytes = bytes, .kind = TG_ARG_BUFFER};
}

tg_execute submission(tg_program* program, uint32_t queue, uint64_t ticket, const tg_arg* args, uint32_t count) {
    return (tg_execute){.size = sizeof(tg_execute), .program = program, .args = args, .ticket = ticket, .queue = queue, .arg_count = count,
                        .arg_stride = sizeof *args, .wait_stride = sizeof(tg_sync), .signal_stride = sizeof(tg_sync)};
}

tg_status run(host* host, tg_program* program, uint64_t ticket, const tg_arg* args, uint32_t count) {
    tg_execute desc = submission(program, 0, ticket, args, count);
    tg_status status = plugin()->execute(host->device, &desc, explained());
    if (status != TG_PENDING)
        return status;
    await(host, 0, ticket);
    CHECK("TG-P-18", reports_of(host, 0, ticket, TG_OK) == 1);
    return TG_OK;
}
