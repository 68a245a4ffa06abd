/* SPDX-License-Identifier: Apache-2.0 */
/** @file zoo_tests.c Every legal twin computes what the specification says; every wrong configuration differs in what its name says. */
#include <math.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host.h"

enum { DEPTH = 200, COLUMNS = 3, RESULT = 128, GUARD = 4 };

/** What a run leaves: outputs, the elements behind them, the inputs, and a second run over other data. */
typedef struct trace {
    float elements[4096];
    uint32_t count;
} trace;

static void open_zoo(host* host, const char* name) {
    test_keys[0] = "zoo";
    test_values[0] = name;
    test_option_count = 1;
    open_device(host, 1);
}

static void record(trace* trace, tg_buffer* buffer, uint64_t count) {
    CHECK("room", trace->count + count <= sizeof trace->elements / sizeof(float));
    download(buffer, trace->elements + trace->count, count);
    trace->count += (uint32_t)count;
}

/** Runs a program twice, over `data` and over `data` reversed, and records outputs, guards and inputs. */
static void exercise(host* host, const graph* graph, const float* const* data, trace* trace) {
    tg_program* program = compile(host, graph);
    uint32_t inputs = graph->desc.input_count;
    for (int pass = 0; pass < 2; pass++) {
        tg_buffer* buffers[MOST_VALUES];
        tg_arg args[MOST_VALUES];
        uint64_t count = 0;
        for (uint32_t i = 0; i <= inputs; i++) {
            uint32_t value = i < inputs ? graph->inputs[i] : graph->outputs[0];
            float elements[1024];
            CHECK("shape", tg_count(graph->dims[value], (uint32_t)graph->values[value].rank, &count) && count + GUARD <= 1024);
            for (uint64_t k = 0; k < count; k++)
                elements[k] = i == inputs ? -7 : data[i][pass ? count - 1 - k : k];
            for (uint64_t k = count; k < count + GUARD; k++)
                elements[k] = -7;
            buffers[i] = upload(host, elements, count + GUARD);
            args[i] = arg_of(buffers[i], count * sizeof(float));
        }
        ANSWERS("TG-P-36", TG_OK, run(host, program, (uint64_t)pass + 1, args, inputs + 1));
        record(trace, buffers[inputs], count + GUARD);
        record(trace, buffers[0], 1);
        for (uint32_t i = 0; i <= inputs; i++)
            free_buffer(buffers[i]);
    }
    destroy(program);
}

static uint64_t state;
static float noise(void) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (float)(state >> 40) / (1 << 23) - 1;
}

static void build_matmul(graph* graph) {
    begin(graph);
    uint32_t a = add_input(graph, DIMS(2, DEPTH)), b = add_input(graph, DIMS(DEPTH, COLUMNS)), out = add_value(graph, DIMS(2, COLUMNS));
    add_node(graph, "MatMul", a, b, out);
    add_output(graph, out);
}

static void build_conv(graph* graph, tg_attribute* attributes, const int64_t* pads, const int64_t* strides, const int64_t* dilations) {
    begin(graph);
    uint32_t x = add_input(graph, DIMS(1, 2, 7, 8)), w = add_input(graph, DIMS(3, 2, 3, 3)), out = add_value(graph, DIMS(1, 3, 3, 7));
    add_node(graph, "Conv", x, w, out);
    add_output(graph, out);
    attributes[0] = (tg_attribute){"dilations", dilations, 2, TG_ATTR_INTS, 8};
    attributes[1] = (tg_attribute){"pads", pads, 4, TG_ATTR_INTS, 8};
    attributes[2] = (tg_attribute){"strides", strides, 2, TG_ATTR_INTS, 8};
    graph->nodes[0].version = 22;
    graph->nodes[0].attributes = attributes;
    graph->nodes[0].attribute_count = 3;
}

static void build_unary(graph* graph, const char* op, uint32_t version, int64_t rows, int64_t columns) {
    begin(graph);
    uint32_t x = add_input(graph, DIMS(rows, columns)), out = add_value(graph, DIMS(rows, columns));
    add_node(graph, op, x, TG_NONE, out);
    add_output(graph, out);
    graph->nodes[0].version = version;
}

static void build_normalization(graph* graph) {
    begin(graph);
    uint32_t x = add_input(graph, DIMS(2, 64)), scale = add_input(graph, DIMS(64)), out = add_value(graph, DIMS(2, 64));
    add_node(graph, "LayerNormalization", x, scale, out);
    add_output(graph, out);
    graph->nodes[0].version = 17;
}

static void build_mean(graph* graph, const int64_t* axes) {
    begin(graph);
    uint32_t x = add_input(graph, DIMS(2, 8, 4)), list = add_value(graph, DIMS(1)), out = add_value(graph, DIMS(2, 1, 4));
    graph->values[list].dtype = TG_I64;
    graph->values[list].data = axes;
    graph->values[list].bytes = 8;
    add_node(graph, "ReduceMean", x, list, out);
    add_output(graph, out);
    graph->nodes[0].version = 18;
}

/** Runs one program of each kind, over ordinary, cancelling, large, subnormal and special data. */
static void tour(const char* name, trace* trace) {
    static const int64_t pads[] = {1, 1, 1, 2}, strides[] = {2, 1}, dilations[] = {2, 2}, axes[] = {-2};
    tg_attribute attributes[3];
    float a[1024], b[1024], special[8] = {1, NAN, 3e38f, 1e-39f, 0, INFINITY, -1, 2}, zeros[8] = {0};
    const float *plain[] = {a, b}, *odd[] = {special, zeros}, *wide[] = {b, a};
    graph graph;
    host host;
    trace->count = 0;
    state = 3;
    for (int i = 0; i < 1024; i++) {
        a[i] = noise() + 1;
        b[i] = noise();
    }
    open_zoo(&host, name);
    build_matmul(&graph);
    exercise(&host, &graph, plain, trace);
    build_conv(&graph, attributes, pads, strides, dilations);
    exercise(&host, &graph, plain, trace);
    build_normalization(&graph);
    for (int i = 0; i < 128; i++)
        b[i] = 1000 + noise();
    exercise(&host, &graph, wide, trace);
    build_unary(&graph, "Softmax", 13, 2, 8);
    exercise(&host, &graph, wide, trace);
    build_mean(&graph, axes);
    exercise(&host, &graph, plain, trace);
    begin(&graph);
    uint32_t x = add_input(&graph, DIMS(1, 8)), y = add_input(&graph, DIMS(8, 1)), out = add_value(&graph, DIMS(1, 1));
    add_node(&graph, "MatMul", x, y, out);
    add_output(&graph, out);
    exercise(&host, &graph, odd, trace);
    build_unary(&graph, "Softmax", 13, 1, 8);
    exercise(&host, &graph, odd, trace);
    for (int i = 0; i < 8; i++)
        special[i] = i == 1 ? NAN : 1;
    build_mean(&graph, axes);
    exercise(&host, &graph, plain, trace);
    close_device(&host);
}

static int same(const trace* a, const trace* b) {
    return a->count == b->count && memcmp(a->elements, b->elements, a->count * sizeof(float)) == 0;
}

TEST(every_twin_is_close_to_every_other_and_repeats_itself) {
    static const char* const twins[] = {"twin-plain", "twin-reverse", "twin-pairwise-fma", "twin-blocked", "twin-fma"};
    trace plain, twin, again;
    tour(twins[0], &plain);
    for (unsigned i = 1; i < sizeof twins / sizeof *twins; i++) {
        tour(twins[i], &twin);
        tour(twins[i], &again);
        CHECK("TG-P-37", same(&twin, &again));
        CHECK(twins[i], twin.count == plain.count && !same(&twin, &plain));
        for (uint32_t k = 0; k < plain.count; k++) {
            float expected = plain.elements[k], got = twin.elements[k];
            CHECK(twins[i], isnan(expected) == isnan(got) && (isnan(got) || got == expected || fabsf(got - expected) <= 1e-3f * (1 + fabsf(expected))));
        }
    }
}

TEST(the_plain_twin_computes_matmul_and_softmax_as_double_does) {
    host host;
    graph graph;
    float a[2 * DEPTH], b[DEPTH * COLUMNS], logits[16];
    trace got = {.count = 0};
    for (int i = 0; i < 2 * DEPTH; i++)
        a[i] = noise();
    for (int i = 0; i < DEPTH * COLUMNS; i++)
        b[i] = noise();
    for (int i = 0; i < 16; i++)
        logits[i] = 200 * noise();
    open_zoo(&host, "twin-plain");
    build_matmul(&graph);
    exercise(&host, &graph, (const float*[]){a, b}, &got);
    for (int row = 0; row < 2; row++)
        for (int column = 0; column < COLUMNS; column++) {
            double exact = 0;
            for (int k = 0; k < DEPTH; k++)
                exact += (double)a[row * DEPTH + k] * b[k * COLUMNS + column];
            CHECK("MatMul", fabs(got.elements[row * COLUMNS + column] - exact) < 1e-4);
        }
    got.count = 0;
    build_unary(&graph, "Softmax", 13, 2, 8);
    exercise(&host, &graph, (const float*[]){logits}, &got);
    for (int row = 0; row < 2; row++) {
        double largest = -INFINITY, total = 0;
        for (int k = 0; k < 8; k++)
            largest = fmax(largest, logits[row * 8 + k]);
        for (int k = 0; k < 8; k++)
            total += exp(logits[row * 8 + k] - largest);
        for (int k = 0; k < 8; k++)
            CHECK("Softmax", fabs(got.elements[row * 8 + k] - exp(logits[row * 8 + k] - largest) / total) < 1e-5);
    }
    close_device(&host);
}

/** The output of one run of the plain twin, whose first pass `exercise` records at the front. */
static void plain(const graph* graph, const float* const* data, trace* got) {
    host host;
    got->count = 0;
    open_zoo(&host, "twin-plain");
    CHECK("TG-P-31", ask(&host, graph).verdict == TG_YES);
    exercise(&host, graph, data, got);
    close_device(&host);
}

TEST(the_plain_twin_convolves_as_a_scatter_in_double_does) {
    enum { GROUPS = 2, CHANNELS = 4, MAPS = 6, HEIGHT = 7, WIDTH = 8, OUT_HEIGHT = 4, OUT_WIDTH = 7 };
    static const int64_t pads[] = {1, 2, 2, 1}, strides[] = {2, 1}, dilations[] = {1, 2}, group = GROUPS;
    graph graph;
    trace got;
    float x[CHANNELS * HEIGHT * WIDTH], w[MAPS * 2 * 3 * 3], bias[MAPS];
    double expected[MAPS][OUT_HEIGHT][OUT_WIDTH];
    for (unsigned i = 0; i < sizeof x / sizeof *x; i++)
        x[i] = noise();
    for (unsigned i = 0; i < sizeof w / sizeof *w; i++)
        w[i] = noise();
    begin(&graph);
    uint32_t values[] = {add_input(&graph, DIMS(1, CHANNELS, HEIGHT, WIDTH)), add_input(&graph, DIMS(MAPS, 2, 3, 3)), add_input(&graph, DIMS(MAPS))};
    uint32_t out = add_value(&graph, DIMS(1, MAPS, OUT_HEIGHT, OUT_WIDTH));
    add_node(&graph, "Conv", values[0], values[1], out);
    add_output(&graph, out);
    tg_attribute attributes[] = {
        {"dilations", dilations, 2, TG_ATTR_INTS, 8}, {"group", &group, 1, TG_ATTR_INT, 8}, {"pads", pads, 4, TG_ATTR_INTS, 8}, {"strides", strides, 2, TG_ATTR_INTS, 8},
    };
    graph.nodes[0].version = 22;
    graph.nodes[0].inputs = values;
    graph.nodes[0].input_count = 3;
    graph.nodes[0].attributes = attributes;
    graph.nodes[0].attribute_count = 4;
    for (int map = 0; map < MAPS; map++) {
        bias[map] = noise();
        for (int i = 0; i < OUT_HEIGHT * OUT_WIDTH; i++)
            expected[map][i / OUT_WIDTH][i % OUT_WIDTH] = bias[map];
    }
    for (int channel = 0; channel < CHANNELS; channel++)
        for (int y = 0; y < HEIGHT; y++)
            for (int column = 0; column < WIDTH; column++)
                for (int map = channel / 2 * 3; map < channel / 2 * 3 + 3; map++)
                    for (int k = 0; k < 9; k++) {
                        int top = y + 1 - k / 3, left = column + 2 - 2 * (k % 3);
                        if (top >= 0 && top % 2 == 0 && top / 2 < OUT_HEIGHT && left >= 0 && left < OUT_WIDTH)
                            expected[map][top / 2][left] += (double)x[(channel * HEIGHT + y) * WIDTH + column] * w[(map * 2 + channel % 2) * 9 + k];
                    }
    plain(&graph, (const float*[]){x, w, bias}, &got);
    for (int i = 0; i < MAPS * OUT_HEIGHT * OUT_WIDTH; i++)
        CHECK("Conv", fabs(got.elements[i] - (&expected[0][0][0])[i]) < 1e-5);
}

TEST(the_plain_twin_normalises_and_averages_as_double_does) {
    static const int64_t axes[] = {-2};
    graph graph;
    trace got;
    float x[128], scale[64];
    for (int i = 0; i < 128; i++)
        x[i] = 3 + noise();
    for (int i = 0; i < 64; i++)
        scale[i] = noise();
    build_normalization(&graph);
    plain(&graph, (const float*[]){x, scale}, &got);
    for (int row = 0; row < 2; row++) {
        double mean = 0, variance = 0;
        for (int i = 0; i < 64; i++)
            mean += x[row * 64 + i] / 64.0;
        for (int i = 0; i < 64; i++)
            variance += (x[row * 64 + i] - mean) * (x[row * 64 + i] - mean) / 64;
        for (int i = 0; i < 64; i++)
            CHECK("LayerNormalization", fabs(got.elements[row * 64 + i] - (x[row * 64 + i] - mean) / sqrt(variance + 1e-5) * scale[i]) < 1e-4);
    }
    build_mean(&graph, axes);
    plain(&graph, (const float*[]){x}, &got);
    for (int i = 0; i < 8; i++) {
        double mean = 0;
        for (int k = 0; k < 8; k++)
            mean += x[i / 4 * 32 + k * 4 + i % 4] / 8.0;
        CHECK("ReduceMean", fabs(got.elements[i] - mean) < 1e-6);
    }
}

TEST(the_plain_twin_computes_exp_and_sigmoid_within_an_ulp) {
    graph graph;
    trace got;
    float x[8] = {-90, -17.6f, -1, -0.0f, 0.5f, 3, 20, 88};
    build_unary(&graph, "Exp", 13, 1, 8);
    plain(&graph, (const float*[]){x}, &got);
    for (int i = 0; i < 8; i++)
        CHECK("Exp", fabs(got.elements[i] - exp(x[i])) <= exp(x[i]) * 0x1p-23 + 1e-44);
    build_unary(&graph, "Sigmoid", 13, 1, 8);
    plain(&graph, (const float*[]){x}, &got);
    for (int i = 0; i < 8; i++)
        CHECK("Sigmoid", fabs(got.elements[i] - 1 / (1 + exp(-(double)x[i]))) <= 0x1p-23 / (1 + exp(-(double)x[i])) + 1e-44);
}

TEST(the_winograd_twin_convolves_as_the_plain_one_does) {
    static const int64_t pads[] = {1, 0, 2, 1}, group = 2;
    graph graph;
    host host;
    trace plainly, tiled = {.count = 0};
    float x[4 * 7 * 8], w[6 * 2 * 3 * 3], bias[6];
    for (unsigned i = 0; i < sizeof x / sizeof *x; i++)
        x[i] = noise();
    for (unsigned i = 0; i < sizeof w / sizeof *w; i++)
        w[i] = noise();
    for (int i = 0; i < 6; i++)
        bias[i] = noise();
    begin(&graph);
    uint32_t values[] = {add_input(&graph, DIMS(1, 4, 7, 8)), add_input(&graph, DIMS(6, 2, 3, 3)), add_input(&graph, DIMS(6))};
    uint32_t out = add_value(&graph, DIMS(1, 6, 8, 7));
    add_node(&graph, "Conv", values[0], values[1], out);
    add_output(&graph, out);
    tg_attribute attributes[] = {{"group", &group, 1, TG_ATTR_INT, 8}, {"pads", pads, 4, TG_ATTR_INTS, 8}};
    graph.nodes[0].version = 22;
    graph.nodes[0].inputs = values;
    graph.nodes[0].input_count = 3;
    graph.nodes[0].attributes = attributes;
    graph.nodes[0].attribute_count = 2;
    plain(&graph, (const float*[]){x, w, bias}, &plainly);
    open_zoo(&host, "twin-winograd");
    exercise(&host, &graph, (const float*[]){x, w, bias}, &tiled);
    close_device(&host);
    CHECK("in another way", !same(&plainly, &tiled));
    for (uint32_t i = 0; i < plainly.count; i++)
        CHECK("Conv", fabsf(plainly.elements[i] - tiled.elements[i]) < 2e-5f);
}

/** That each one is wrong in what its note says is for the suite's kill matrix to show. */
TEST(every_configuration_says_what_it_is) {
    uint32_t seen = 0;
    for (;; seen++) {
        tg_probe probe = {.size = sizeof probe, .host = probing(), .index = seen};
        tg_device_info info = {.size = sizeof info};
        if (plugin()->device_info(&probe, &info, explained()) != TG_OK)
            break;
        int legal = strncmp(info.name, "twin-", 5) == 0;
        CHECK(info.name, info.note && strncmp(info.note, legal ? "legal, " : "wrong, ", 7) == 0);
    }
    CHECK("the zoo is inhabited", seen >= 120);
}

static int ends_of(const char* name, unsigned limit) {
    pid_t child = fork();
    if (child == 0) {
        graph graph;
        host host;
        float data[1024] = {0};
        trace trace = {.count = 0};
        signal(SIGSEGV, SIG_DFL);
        signal(SIGALRM, SIG_DFL);
        alarm(limit);
        open_zoo(&host, name);
        build_matmul(&graph);
        exercise(&host, &graph, (const float*[]){data, data}, &trace);
        _exit(0);
    }
    int status = 0;
    CHECK("waitpid", waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : -WEXITSTATUS(status);
}

TEST(crash_crashes_and_hang_hangs) {
    CHECK("the plain twin ends", ends_of("twin-plain", 20) == 0);
    CHECK("crash", ends_of("crash", 20) != 0);
    CHECK("hang", ends_of("hang", 1) == SIGALRM);
}

TEST(wrong_status_and_claim_lies_do_what_they_say) {
    host host;
    graph graph;
    open_zoo(&host, "wrong-status");
    build_unary(&graph, "Relu", 14, 1, 8);
    tg_program* program = compile(&host, &graph);
    ANSWERS("wrong-status", TG_UNSUPPORTED, run(&host, program, 1, NULL, 0));
    destroy(program);
    close_device(&host);
    open_zoo(&host, "claim-lies");
    build_matmul(&graph);
    CHECK("claim-lies", ask(&host, &graph).verdict == TG_YES);
    const tg_graph* graphs[] = {&graph.desc};
    tg_program_desc desc = {.size = sizeof desc, .graphs = graphs, .graph_count = 1};
    ANSWERS("claim-lies", TG_UNSUPPORTED, plugin()->program_create(host.device, &desc, &program, explained()));
    close_device(&host);
}

TEST(an_index_selects_its_configuration_and_the_option_overrules_it) {
    tg_probe probe = {.size = sizeof probe, .host = probing(), .index = 0};
    tg_device_info info = {.size = sizeof info};
    ANSWERS("TG-P-11", TG_OK, plugin()->device_info(&probe, &info, explained()));
    CHECK("index", strcmp(info.name, "twin-plain") == 0);
    const char *key = "zoo", *value = "crash", *nobody = "nobody";
    probe.options = (tg_options){&key, &value, 1, 0};
    ANSWERS("TG-P-14", TG_OK, plugin()->device_info(&probe, &info, explained()));
    CHECK("option", strcmp(info.name, "crash") == 0);
    probe.options.values = &nobody;
    ANSWERS("TG-P-14", TG_INVALID_ARGUMENT, plugin()->device_info(&probe, &info, explained()));
    CHECK("TG-P-14", strstr(error_text, nobody));
}
