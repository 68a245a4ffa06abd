/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file fuzz_tests.c Random graphs and descriptors, valid and mutated. Pointers stay valid, because no callee can check them; all else may be
 * anything. What must hold: no crash, no sanitizer report, a claim compiles (TG-P-31), no claim does not (TG-P-32), and what compiles runs.
 */
#include "host.h"

enum { ROUNDS = 4000, LARGEST_EXTENT = 5 };

static uint64_t state;
static uint32_t next(uint32_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((state >> 33) % below);
}

static const char* const ops[] = {"Add", "Mul", "Relu", "MatMul", "Softmax", "Exp", "Conv", "ReduceMean", "LayerNormalization", "Nothing"};

static void random_dims(int64_t* dims, uint32_t rank) {
    for (uint32_t d = 0; d < rank; d++)
        dims[d] = next(4) ? next(LARGEST_EXTENT) : 1;
}

/** A graph whose shapes mostly fit: each value after the inputs takes the shape of an earlier one. */
static void random_graph(graph* graph, const float* constant) {
    begin(graph);
    uint32_t inputs = 1 + next(3), nodes = 1 + next(4), rank = next(4);
    int64_t dims[TG_MAX_RANK];
    random_dims(dims, rank);
    if (next(4) == 0) {
        graph->symbols[0] = (tg_symbol){"n", NULL, 0, LARGEST_EXTENT, 1, 0};
        graph->desc.symbol_count = 1;
        if (rank)
            dims[0] = -1;
    }
    for (uint32_t i = 0; i < inputs; i++) {
        uint64_t count;
        if (next(5) || !tg_count(dims, rank, &count)) {
            add_input(graph, rank, dims);
            continue;
        }
        uint32_t value = add_value(graph, rank, dims);
        graph->values[value].data = constant;
        graph->values[value].bytes = count * sizeof *constant;
        graph->values[value].flags = next(2) ? TG_VALUE_PERSISTENT : 0;
    }
    for (uint32_t i = 0; i < nodes; i++) {
        uint32_t made = graph->desc.value_count, out = add_value(graph, rank, dims), op = next(sizeof ops / sizeof *ops);
        add_node(graph, ops[op], next(made), op < 2 || op == 3 ? next(made) : TG_NONE, out);
        if (op == 5)
            graph->nodes[i].version = 13;
        if (op == 4 && rank && next(2))
            set_axis(graph, next(rank));
        if (next(3) == 0 || i == nodes - 1)
            add_output(graph, out);
    }
}

static uint32_t odd_number(void) {
    static const uint32_t odd[] = {0, 1, 2, 7, 16, 17, 0x7fffffff, 0x80000000, TG_NONE};
    return odd[next(sizeof odd / sizeof *odd)];
}

/** Changes one thing. Counts only shrink and strides only break the rule, so that every pointer still covers what is read. */
static void mutate(graph* graph) {
    uint32_t value = next(graph->desc.value_count), node = next(graph->desc.node_count), d = next(TG_MAX_RANK);
    switch (next(20)) {
        case 0: graph->values[value].rank = (int32_t)odd_number(); break;
        case 1: graph->dims[value][d] = (int64_t)odd_number() << next(32); break;
        case 2: graph->dims[value][d] = -1 - (int64_t)next(3); break;
        case 3: graph->values[value].dtype = next(2) ? TG_F16 : odd_number(); break;
        case 4: graph->values[value].flags = odd_number(); break;
        case 5: graph->values[value].bytes = odd_number() % (graph->values[value].bytes + 1); break;
        case 6: graph->values[value].layout = "vendor"; break;
        case 7: graph->edges[node][next(3)] = odd_number(); break;
        case 8: graph->edges[node][next(3)] = next(graph->desc.value_count); break;
        case 9: graph->nodes[node].version = odd_number(); break;
        case 10: graph->nodes[node].domain = "com.vendor"; break;
        case 11: graph->nodes[node].input_count = next(4); break;
        case 12: graph->nodes[node].output_count = next(2); break;
        case 13: graph->nodes[node].flags = odd_number(); break;
        case 14: graph->desc.value_stride = 8 * next(8); break;
        case 15: graph->desc.node_stride = 4 + 8 * next(8); break;
        case 16: graph->inputs[0] = odd_number(); break;
        case 17: graph->outputs[0] = next(graph->desc.value_count); break;
        case 18: graph->symbols[0].multiple = (int64_t)odd_number() - 1; break;
        case 19: graph->desc.size = odd_number(); break;
    }
}

static int claimed(const tg_support* support, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (support[i].verdict != TG_YES && support[i].verdict != TG_SLOW)
            return 0;
    return 1;
}

/** Runs a program over shapes that infer gives, or whose numbers program_info gives. Arguments may be mutated. */
static void run_program(host* host, tg_program* program, uint64_t ticket) {
    tg_program_query query = {sizeof query, 0};
    tg_program_info info = {.size = sizeof info};
    ANSWERS("program_info", TG_OK, plugin()->program_info(program, &query, &info, explained()));
    int64_t rows[MOST_VALUES][TG_MAX_RANK], dims[MOST_VALUES][TG_MAX_RANK], extent = next(LARGEST_EXTENT + 1);
    uint32_t ranks[MOST_VALUES];
    uint64_t bytes[MOST_VALUES];
    tg_shape shapes[MOST_VALUES] = {{0}};
    if (info.symbol_count)
        extent -= extent % info.symbols[0].multiple;
    if (info.symbol_count && extent > info.symbols[0].max)
        extent = 0;
    tg_buffer* buffers[MOST_VALUES];
    tg_arg args[MOST_VALUES];
    for (uint32_t i = 0; i < info.input_count; i++) {
        const tg_arg_info* arg = ELEMENT(tg_arg_info, info.args, info.arg_stride, i);
        shapes[i] = (tg_shape){dims[i], NULL, (uint32_t)arg->rank, 0};
        for (int32_t d = 0; d < arg->rank; d++)
            dims[i][d] = arg->dims[d] < 0 ? extent : arg->dims[d];
    }
    for (uint32_t i = 0; i < info.arg_count; i++) {
        const tg_arg_info* arg = ELEMENT(tg_arg_info, info.args, info.arg_stride, i);
        bytes[i] = arg->bytes;
        ranks[i] = (uint32_t)arg->rank;
        memcpy(rows[i], arg->dims, ranks[i] * sizeof **rows);
    }
    if (plugin()->program_infer) {
        tg_infer infer = {sizeof infer, 0, shapes, *rows, ranks, bytes, info.input_count, sizeof *shapes, info.arg_count, 0};
        ANSWERS("TG-P-34", TG_OK, plugin()->program_infer(program, &infer, explained()));
    }
    for (uint32_t i = 0; i < info.arg_count; i++) {
        buffers[i] = new_buffer(host, bytes[i]);
        tg_range range = {sizeof range, TG_MAP_WRITE, 0, bytes[i]};
        void* memory;
        ANSWERS("map", TG_OK, plugin()->buffer_map(buffers[i], &range, &memory, explained()));
        memset(memory, 0, bytes[i]);
        ANSWERS("unmap", TG_OK, plugin()->buffer_unmap(buffers[i], &range, explained()));
        args[i] = arg_of(buffers[i], bytes[i]);
        args[i].dims = rows[i];
        args[i].rank = ranks[i];
    }
    int bent = next(2);
    uint32_t at = next(info.arg_count ? info.arg_count : 1);
    if (bent && info.arg_count)
        switch (next(6)) {
            case 0: args[at].offset = (uint64_t)odd_number() << next(33); break;
            case 1: args[at].bytes = (uint64_t)odd_number() << next(33); break;
            case 2: args[at].kind = odd_number(); break;
            case 3: args[at].rank = ranks[at] ? next(ranks[at]) : 0; break;
            case 4: rows[at][0] = (int64_t)odd_number() - 1; break;
            case 5: args[at].buffer = NULL; break;
        }
    tg_execute desc = submission(program, 0, ticket, args, info.arg_count);
    tg_status status = plugin()->execute(host->device, &desc, explained());
    if (status == TG_PENDING)
        await(host, 0, ticket);
    CHECK("TG-P-31", bent || status == TG_OK || status == TG_PENDING);
    CHECK("TG-P-16", status >= 0 || *error_text);
    for (uint32_t i = 0; i < info.arg_count; i++)
        free_buffer(buffers[i]);
}

static void fuzz(int mutations, uint32_t least_compiled) {
    float constant[LARGEST_EXTENT * LARGEST_EXTENT * LARGEST_EXTENT] = {1};
    host host;
    open_device(&host, 1);
    uint32_t compiled = 0, refused = 0;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        graph graph;
        tg_support support[MOST_NODES];
        state = round + 1;
        random_graph(&graph, constant);
        for (int i = 0; i < mutations; i++)
            mutate(&graph);
        tg_query query = {.size = sizeof query, .graph = &graph.desc, .support = support, .support_stride = sizeof *support};
        tg_status status = plugin()->graph_query(host.device, &query, explained());
        const tg_graph* graphs[] = {&graph.desc};
        tg_program_desc desc = {.size = sizeof desc, .graphs = graphs, .graph_count = 1};
        tg_program* program = NULL;
        tg_status created = plugin()->program_create(host.device, &desc, &program, explained());
        CHECK("TG-P-15", (created == TG_OK) == (program != NULL));
        if (status == TG_OK && claimed(support, graph.desc.node_count))
            ANSWERS("TG-P-31", TG_OK, created);
        if (status == TG_OK && !claimed(support, graph.desc.node_count))
            ANSWERS("TG-P-32", TG_CLASS_DECLINED, TG_STATUS_CLASS(created));
        if (status != TG_OK)
            CHECK("TG-P-15", created != TG_OK && *error_text);
        refused += created != TG_OK;
        compiled += created == TG_OK;
        if (created != TG_OK)
            continue;
        run_program(&host, program, round + 1);
        destroy(program);
        pthread_mutex_lock(&host.lock);
        host.report_count = 0;
        pthread_mutex_unlock(&host.lock);
    }
    CHECK("both answers occur", compiled >= least_compiled && refused > ROUNDS / 50);
    close_device(&host);
}

TEST(random_graphs_that_are_claimed_compile_and_run) {
    fuzz(0, ROUNDS / 50);
}

TEST(graphs_with_one_mutation_are_answered_or_refused) {
    fuzz(1, ROUNDS / 50);
}

TEST(graphs_with_many_mutations_are_answered_or_refused) {
    fuzz(6, 1);
}
