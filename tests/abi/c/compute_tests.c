/* SPDX-License-Identifier: Apache-2.0 */
/** @file compute_tests.c The five operators, symbols, scratch, claims, and submissions that do not fit. */
#include <math.h>

#include "host.h"

/** Compiles `op` over one or two inputs, runs it once, and gives the output's elements. */
static void evaluate(graph* graph, const float* a, uint64_t a_count, const float* b, uint64_t b_count, float* out, uint64_t out_count) {
    host host;
    open_device(&host, 1);
    tg_support support = ask(&host, graph);
    CHECK("TG-P-31", support.verdict == TG_YES);
    tg_program* program = compile(&host, graph);
    tg_buffer *x = upload(&host, a, a_count), *y = b ? upload(&host, b, b_count) : NULL, *z = new_buffer(&host, out_count * sizeof *out);
    tg_arg args[3] = {arg_of(x, a_count * sizeof *a), arg_of(b ? y : z, (b ? b_count : out_count) * sizeof *a), arg_of(z, out_count * sizeof *out)};
    ANSWERS("TG-P-17", TG_OK, run(&host, program, 1, args, b ? 3 : 2));
    download(z, out, out_count);
    destroy(program);
    free_buffer(x);
    if (y)
        free_buffer(y);
    free_buffer(z);
    close_device(&host);
}

TEST(add_broadcasts_in_both_directions) {
    graph graph;
    float a[] = {1, 2, 3}, b[] = {10, 20}, out[6];
    begin(&graph);
    uint32_t x = add_input(&graph, DIMS(3)), y = add_input(&graph, DIMS(2, 1)), z = add_value(&graph, DIMS(2, 3));
    add_node(&graph, "Add", x, y, z);
    add_output(&graph, z);
    evaluate(&graph, a, 3, b, 2, out, 6);
    float expected[] = {11, 12, 13, 21, 22, 23};
    CHECK("TG-P-36", memcmp(out, expected, sizeof out) == 0);
}

TEST(mul_with_a_scalar) {
    graph graph;
    float a[] = {1, -2, 3}, b[] = {2}, out[3];
    begin(&graph);
    uint32_t x = add_input(&graph, DIMS(3)), y = add_input(&graph, 0, NULL), z = add_value(&graph, DIMS(3));
    add_node(&graph, "Mul", x, y, z);
    add_output(&graph, z);
    evaluate(&graph, a, 3, b, 1, out, 3);
    CHECK("TG-P-36", out[0] == 2 && out[1] == -4 && out[2] == 6);
}

TEST(relu_keeps_nan) {
    graph graph;
    float a[] = {-1, 2, NAN, -INFINITY}, out[4];
    begin(&graph);
    uint32_t x = add_input(&graph, DIMS(4)), z = add_value(&graph, DIMS(4));
    add_node(&graph, "Relu", x, TG_NONE, z);
    add_output(&graph, z);
    evaluate(&graph, a, 4, NULL, 0, out, 4);
    CHECK("TG-P-36", out[0] == 0 && out[1] == 2 && isnan(out[2]) && out[3] == 0);
}

TEST(matmul_broadcasts_its_batches) {
    graph graph;
    float a[8] = {1, 2, 3, 4, 5, 6, 7, 8}, b[] = {1, 0, 0, 1, 2, 0, 0, 2, 0, 1, 1, 0}, out[24];
    begin(&graph);
    uint32_t x = add_input(&graph, DIMS(2, 1, 2, 2)), y = add_input(&graph, DIMS(3, 2, 2)), z = add_value(&graph, DIMS(2, 3, 2, 2));
    add_node(&graph, "MatMul", x, y, z);
    add_output(&graph, z);
    evaluate(&graph, a, 8, b, 12, out, 24);
    float expected[] = {1, 2, 3, 4, 2, 4, 6, 8, 2, 1, 4, 3, 5, 6, 7, 8, 10, 12, 14, 16, 6, 5, 8, 7};
    CHECK("TG-P-36", memcmp(out, expected, sizeof out) == 0);
}

TEST(matmul_of_vectors_drops_the_axis_it_lent) {
    graph graph;
    float a[] = {1, 2, 3}, b[] = {4, 5, 6}, out[1];
    begin(&graph);
    uint32_t x = add_input(&graph, DIMS(3)), y = add_input(&graph, DIMS(3)), z = add_value(&graph, 0, NULL);
    add_node(&graph, "MatMul", x, y, z);
    add_output(&graph, z);
    evaluate(&graph, a, 3, b, 3, out, 1);
    CHECK("TG-P-36", out[0] == 32);
}

TEST(matmul_over_no_terms_is_zero) {
    graph graph;
    float a[1] = {0}, out[4] = {1, 1, 1, 1};
    begin(&graph);
    uint32_t x = add_input(&graph, DIMS(2, 0)), y = add_input(&graph, DIMS(0, 2)), z = add_value(&graph, DIMS(2, 2));
    add_node(&graph, "MatMul", x, y, z);
    add_output(&graph, z);
    evaluate(&graph, a, 0, a, 0, out, 4);
    CHECK("TG-P-26", out[0] == 0 && out[1] == 0 && out[2] == 0 && out[3] == 0);
}

TEST(softmax_along_an_inner_axis_survives_large_numbers) {
    graph graph;
    float a[] = {1000, 1, 1000, 2, 1000, 3, -INFINITY, 0}, out[8];
    begin(&graph);
    uint32_t x = add_input(&graph, DIMS(2, 2, 2)), z = add_value(&graph, DIMS(2, 2, 2));
    add_node(&graph, "Softmax", x, TG_NONE, z);
    set_axis(&graph, 1);
    add_output(&graph, z);
    evaluate(&graph, a, 8, NULL, 0, out, 8);
    CHECK("TG-P-36", out[0] == 0.5f && out[2] == 0.5f && out[4] == 1 && out[6] == 0);
    CHECK("TG-P-36", fabsf(out[1] - 0.26894143f) < 1e-6f && fabsf(out[5] + out[7] - 1) < 1e-6f);
}

TEST(tensors_without_elements_are_legal) {
    graph graph;
    float none[1] = {0};
    begin(&graph);
    uint32_t x = add_input(&graph, DIMS(0, 3)), z = add_value(&graph, DIMS(0, 3));
    add_node(&graph, "Softmax", x, TG_NONE, z);
    add_output(&graph, z);
    evaluate(&graph, none, 0, NULL, 0, none, 0);
}

TEST(only_the_versions_attributes_and_dtypes_of_its_semantics_are_claimed) {
    host host;
    graph graph;
    open_device(&host, 1);
    begin(&graph);
    uint32_t x = add_input(&graph, DIMS(2, 3)), z = add_value(&graph, DIMS(2, 3));
    add_node(&graph, "Softmax", x, TG_NONE, z);
    add_output(&graph, z);
    CHECK("TG-P-30", ask(&host, &graph).verdict == TG_YES);
    graph.nodes[0].version = 11;
    tg_support support = ask(&host, &graph);
    CHECK("TG-P-30", support.verdict == TG_NO && support.why == TG_WHY_VERSION && support.version == 13);
    graph.nodes[0].version = 13;
    set_axis(&graph, 2);
    CHECK("TG-P-30", ask(&host, &graph).why == TG_WHY_SHAPE);
    graph.attributes[0].name = "axes";
    CHECK("TG-P-30", ask(&host, &graph).why == TG_WHY_ATTRIBUTE);
    graph.attributes[0].name = "axis";
    graph.attributes[0].type = TG_ATTR_FLOAT;
    CHECK("TG-P-30", ask(&host, &graph).why == TG_WHY_ATTRIBUTE);
    graph.nodes[0].attribute_count = 0;
    graph.values[x].dtype = TG_F16;
    CHECK("TG-P-30", ask(&host, &graph).why == TG_WHY_DTYPE);
    graph.values[x].dtype = TG_OPAQUE;
    CHECK("TG-P-30", ask(&host, &graph).verdict == TG_NO);
    graph.values[x].dtype = TG_F32;
    graph.values[x].rank = -1;
    CHECK("TG-P-30", ask(&host, &graph).verdict == TG_IF_STATIC);
    graph.values[x].rank = 2;
    close_device(&host);
}

TEST(shapes_larger_than_memory_are_not_claimed) {
    host host;
    graph graph;
    int64_t huge = (int64_t)1 << 40;
    open_device(&host, 1);
    begin(&graph);
    uint32_t x = add_input(&graph, DIMS(huge, huge)), z = add_value(&graph, DIMS(huge, huge));
    add_node(&graph, "Relu", x, TG_NONE, z);
    add_output(&graph, z);
    CHECK("TG-P-27", ask(&host, &graph).why == TG_WHY_SIZE);
    close_device(&host);
}

/** relu(x * w) + x over [n, 4] with a symbolic n: an interior value, a constant, two outputs. */
static void symbolic(graph* graph, const float* weights) {
    begin(graph);
    graph->symbols[0] = (tg_symbol){"n", NULL, 0, 6, 2, 0};
    graph->desc.symbol_count = 1;
    uint32_t x = add_input(graph, DIMS(-1, 4)), w = add_value(graph, DIMS(4)), product = add_value(graph, DIMS(-1, 4)), r = add_value(graph, DIMS(-1, 4));
    uint32_t sum = add_value(graph, DIMS(-1, 4));
    graph->values[w].data = weights;
    graph->values[w].bytes = 16;
    add_node(graph, "Mul", x, w, product);
    add_node(graph, "Relu", product, TG_NONE, r);
    add_node(graph, "Add", r, x, sum);
    add_output(graph, r);
    add_output(graph, sum);
}

TEST(a_symbolic_program_runs_at_every_length_with_what_infer_says) {
    host host;
    graph graph;
    float weights[] = {1, -1, 2, 0}, x[24], out[24];
    open_device(&host, 1);
    symbolic(&graph, weights);
    tg_program* program = compile(&host, &graph);
    weights[0] = 99;
    tg_program_query query = {sizeof query, 0};
    tg_program_info info = {.size = sizeof info};
    ANSWERS("TG-P-35", TG_OK, plugin()->program_info(program, &query, &info, explained()));
    CHECK("TG-P-35", info.arg_count == 4 && info.input_count == 1 && info.output_count == 2 && info.symbol_count == 1 && info.symbols[0].max == 6);
    CHECK("TG-P-35", info.args[0].dims[0] == -1 && info.args[0].bytes == 0 && ELEMENT(tg_arg_info, info.args, info.arg_stride, 3)->role == TG_ROLE_SCRATCH);
    uint64_t ticket = 0;
    for (int64_t n = 0; n <= 6; n += 2) {
        int64_t dims[] = {n, 4}, rows[4][TG_MAX_RANK];
        uint32_t ranks[4];
        uint64_t bytes[4];
        tg_shape shape = {dims, NULL, 2, 0};
        tg_infer infer = {sizeof infer, 0, &shape, *rows, ranks, bytes, 1, sizeof shape, 4, 0};
        ANSWERS("TG-P-34", TG_OK, plugin()->program_infer(program, &infer, explained()));
        CHECK("TG-P-34", ranks[2] == 2 && rows[2][0] == n && rows[2][1] == 4 && bytes[2] == (uint64_t)n * 16);
        for (int i = 0; i < 24; i++)
            x[i] = (float)(i - 5);
        tg_buffer *in = upload(&host, x, 24), *r = new_buffer(&host, bytes[1]), *sum = new_buffer(&host, bytes[2]), *scratch = new_buffer(&host, bytes[3]);
        tg_arg args[] = {arg_of(in, bytes[0]), arg_of(r, bytes[1]), arg_of(sum, bytes[2]), arg_of(scratch, bytes[3])};
        args[0].dims = args[1].dims = args[2].dims = dims;
        args[0].rank = args[1].rank = args[2].rank = 2;
        ANSWERS("TG-P-34", TG_OK, run(&host, program, ++ticket, args, 4));
        download(sum, out, (uint64_t)n * 4);
        const float w[] = {1, -1, 2, 0};
        for (int i = 0; i < n * 4; i++) {
            float product = x[i] * w[i % 4];
            CHECK("TG-P-36", out[i] == (product > 0 ? product : 0) + x[i]);
        }
        free_buffer(in);
        free_buffer(r);
        free_buffer(sum);
        free_buffer(scratch);
    }
    destroy(program);
    close_device(&host);
}

TEST(extents_outside_their_symbol_are_refused) {
    host host;
    graph graph;
    const float weights[4] = {0};
    int64_t bad[][2] = {{3, 4}, {8, 4}, {-1, 4}, {2, 5}, {INT64_MAX, 4}};
    open_device(&host, 1);
    symbolic(&graph, weights);
    tg_program* program = compile(&host, &graph);
    for (unsigned i = 0; i < sizeof bad / sizeof *bad; i++) {
        int64_t rows[4][TG_MAX_RANK];
        uint32_t ranks[4];
        uint64_t bytes[4];
        tg_shape shape = {bad[i], NULL, 2, 0};
        tg_infer infer = {sizeof infer, 0, &shape, *rows, ranks, bytes, 1, sizeof shape, 4, 0};
        ANSWERS("TG-P-43", TG_INVALID_ARGUMENT, plugin()->program_infer(program, &infer, explained()));
        CHECK("TG-P-16", *error_text);
    }
    destroy(program);
    close_device(&host);
}

TEST(broadcasts_that_hang_on_symbols_are_left_for_static_shapes) {
    host host;
    graph graph;
    open_device(&host, 1);
    begin(&graph);
    graph.symbols[0] = (tg_symbol){"n", NULL, 1, 8, 1, 0};
    graph.symbols[1] = (tg_symbol){"m", NULL, 1, 8, 1, 0};
    graph.desc.symbol_count = 2;
    uint32_t x = add_input(&graph, DIMS(-1)), y = add_input(&graph, DIMS(-2)), z = add_value(&graph, DIMS(-1));
    add_node(&graph, "Add", x, y, z);
    add_output(&graph, z);
    CHECK("TG-P-31", ask(&host, &graph).verdict == TG_IF_STATIC);
    close_device(&host);
}

TEST(submissions_that_do_not_fit_are_refused_and_write_nothing) {
    host host, other;
    graph graph;
    float ones[] = {1, 1, 1, 1}, out[4];
    open_device(&host, 1);
    open_device(&other, 1);
    begin(&graph);
    uint32_t x = add_input(&graph, DIMS(4)), z = add_value(&graph, DIMS(4));
    add_node(&graph, "Relu", x, TG_NONE, z);
    add_output(&graph, z);
    tg_program* program = compile(&host, &graph);
    tg_buffer *in = upload(&host, ones, 4), *result = upload(&host, (float[]){7, 7, 7, 7}, 4), *foreign = upload(&other, ones, 4);
    int64_t wrong[] = {2, 2}, strides[] = {1};
    for (int mutation = 0; mutation < 12; mutation++) {
        tg_arg args[] = {arg_of(in, 16), arg_of(result, 16)};
        tg_execute desc = submission(program, 0, (uint64_t)mutation + 1, args, 2);
        tg_status expected = TG_INVALID_ARGUMENT;
        switch (mutation) {
            case 0: desc.arg_count = 1; break;
            case 1: args[1].bytes = 12; break;
            case 2: args[1].bytes = 20; break;
            case 3: args[1].offset = UINT64_MAX - 3; break;
            case 4: args[0].buffer = NULL; break;
            case 5: args[0].buffer = foreign; break;
            case 6: args[0].kind = TG_ARG_ABSENT; break;
            case 7: args[0].kind = 77; expected = TG_TOO_NEW; break;
            case 8: args[0].dims = wrong; args[0].rank = 2; break;
            case 9: args[0].strides = strides; break;
            case 10: desc.queue = 9; break;
            case 11: args[0].offset = 1; args[0].bytes = 15; break;
        }
        ANSWERS("TG-P-43", expected, plugin()->execute(host.device, &desc, explained()));
        CHECK("TG-P-16", *error_text);
    }
    download(result, out, 4);
    CHECK("TG-P-15", out[0] == 7 && out[3] == 7);
    tg_arg args[] = {arg_of(in, 16), arg_of(result, 16)};
    ANSWERS("TG-P-21", TG_OK, run(&host, program, 20, args, 2));
    tg_execute again = submission(program, 0, 20, args, 2);
    ANSWERS("TG-H-10", TG_INVALID_ARGUMENT, plugin()->execute(host.device, &again, explained()));
    free_buffer(foreign);
    free_buffer(in);
    free_buffer(result);
    destroy(program);
    close_device(&host);
    close_device(&other);
}

TEST(only_the_elements_of_the_output_are_written) {
    host host;
    graph graph;
    float in[] = {-1, 2, -3}, around[] = {7, 7, 7, 7, 7, 7, 7}, out[7];
    open_device(&host, 1);
    begin(&graph);
    uint32_t x = add_input(&graph, DIMS(3)), z = add_value(&graph, DIMS(3));
    add_node(&graph, "Relu", x, TG_NONE, z);
    add_output(&graph, z);
    tg_program* program = compile(&host, &graph);
    tg_buffer *source = upload(&host, in, 3), *result = upload(&host, around, 7);
    tg_arg args[] = {arg_of(source, 12), arg_of(result, 20)};
    args[1].offset = 8;
    ANSWERS("TG-P-25", TG_OK, run(&host, program, 1, args, 2));
    download(result, out, 7);
    const float expected[] = {7, 7, 0, 2, 0, 7, 7};
    CHECK("TG-P-25", memcmp(out, expected, sizeof out) == 0);
    download(source, out, 3);
    CHECK("TG-P-25", memcmp(out, in, sizeof in) == 0);
    free_buffer(source);
    free_buffer(result);
    destroy(program);
    close_device(&host);
}

TEST(copies_move_exactly_their_range) {
    host host;
    float ones[] = {1, 2, 3, 4}, out[4], target[4] = {0};
    open_device(&host, 1);
    tg_buffer *a = upload(&host, ones, 4), *b = upload(&host, (float[]){7, 7, 7, 7}, 4);
    tg_copy desc = {.size = sizeof desc, .source = a, .destination = b, .source_offset = 4, .destination_offset = 8, .bytes = 4, .ticket = 1};
    tg_status status = plugin()->copy(host.device, &desc, explained());
    CHECK("TG-P-44", status == TG_OK || status == TG_PENDING);
    await(&host, 0, 1);
    download(b, out, 4);
    CHECK("TG-P-44", out[0] == 7 && out[1] == 7 && out[2] == 2 && out[3] == 7);
    desc = (tg_copy){.size = sizeof desc, .source = b, .host_destination = target, .bytes = 16, .ticket = 2};
    status = plugin()->copy(host.device, &desc, explained());
    await(&host, 0, 2);
    CHECK("TG-P-44", memcmp(target, out, sizeof out) == 0);
    desc.ticket = 3;
    desc.source_offset = 4;
    ANSWERS("TG-P-28", TG_INVALID_ARGUMENT, plugin()->copy(host.device, &desc, explained()));
    desc.source_offset = 0;
    desc.destination = a;
    ANSWERS("TG-P-44", TG_INVALID_ARGUMENT, plugin()->copy(host.device, &desc, explained()));
    free_buffer(a);
    free_buffer(b);
    close_device(&host);
}

typedef struct lane {
    host* host;
    tg_program* program;
    uint32_t queue;
    int right;
} lane;

/** Doubles its own number over and over on its own queue. */
static void* drive(void* argument) {
    lane* lane = argument;
    float value = (float)(lane->queue + 1), out;
    tg_buffer *in = upload(lane->host, &value, 1), *result = new_buffer(lane->host, sizeof value);
    lane->right = 1;
    for (uint64_t ticket = 1; ticket <= 50; ticket++) {
        tg_arg args[] = {arg_of(in, sizeof value), arg_of(result, sizeof value)};
        tg_execute desc = submission(lane->program, lane->queue, ticket, args, 2);
        if (plugin()->execute(lane->host->device, &desc, NULL) == TG_PENDING) {
            tg_ticket wanted = {sizeof wanted, lane->queue, ticket, TG_FOREVER};
            plugin()->wait(lane->host->device, &wanted, NULL);
        }
        download(result, &out, 1);
        lane->right &= out == 2 * value;
    }
    free_buffer(in);
    free_buffer(result);
    return NULL;
}

TEST(one_program_runs_on_every_queue_at_once) {
    host host;
    graph graph;
    pthread_t threads[QUEUES];
    lane lanes[QUEUES];
    plugin();
    open_device(&host, QUEUES);
    begin(&graph);
    uint32_t x = add_input(&graph, DIMS(1)), z = add_value(&graph, DIMS(1));
    add_node(&graph, "Add", x, x, z);
    add_output(&graph, z);
    tg_program* program = compile(&host, &graph);
    for (uint32_t i = 0; i < host.queue_count; i++) {
        lanes[i] = (lane){&host, program, i, 0};
        CHECK("thread", pthread_create(&threads[i], NULL, drive, &lanes[i]) == 0);
    }
    for (uint32_t i = 0; i < host.queue_count; i++) {
        pthread_join(threads[i], NULL);
        CHECK("TG-P-38", lanes[i].right);
    }
    destroy(program);
    close_device(&host);
}
