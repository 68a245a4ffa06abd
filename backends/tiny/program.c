/* SPDX-License-Identifier: Apache-2.0 */
/** @file program.c What a compiled graph tells: its arguments, and their shapes and bytes for given inputs. */
#include "tiny.h"

shape resolve(const shape* symbolic, const int64_t* symbols) {
    shape known = *symbolic;
    for (uint32_t i = 0; i < known.rank; i++)
        if (known.dims[i] < 0)
            known.dims[i] = symbols[-1 - known.dims[i]];
    return known;
}

int value_bytes(const value* value, const int64_t* symbols, uint64_t* out) {
    shape known = resolve(&value->shape, symbols);
    uint64_t elements;
    if (!tg_count(known.dims, known.rank, &elements) || !tg_bytes(TG_F32, elements, out) || *out > LARGEST)
        return 0;
    if (value->origin == NODE && value->arg == TG_NONE)
        *out = (*out + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return 1;
}

/** A scratch argument, the last one, holds the interior values one after the other. */
tg_status arg_bytes(const tg_program* program, uint32_t arg, const int64_t* symbols, uint64_t* out, tg_error* error) {
    uint64_t bytes, total = 0;
    for (uint32_t i = 0; i < program->value_count; i++) {
        const value* value = &program->values[i];
        int interior = value->origin == NODE && value->arg == TG_NONE;
        if (value->arg != arg && !(interior && arg == program->input_count + program->output_count))
            continue;
        REQUIRE(value_bytes(value, symbols, &bytes) && bytes <= (uint64_t)INT64_MAX - total, TG_INVALID_ARGUMENT, "TG-P-27", "value %u is too large for these inputs", i);
        total += bytes;
    }
    *out = total;
    return TG_OK;
}

tg_status bind_input(const tg_program* program, uint32_t input, const int64_t* dims, uint32_t rank, int64_t* symbols, tg_error* error) {
    const shape* wanted = &program->values[program->arg_values[input]].shape;
    if (!dims && rank == 0)
        dims = wanted->dims, rank = wanted->rank;
    REQUIRE(dims && rank == wanted->rank, TG_INVALID_ARGUMENT, "TG-P-43", "input %u has rank %u, not %u", input, rank, wanted->rank);
    for (uint32_t d = 0; d < rank; d++) {
        int64_t extent = dims[d], expected = wanted->dims[d];
        if (expected < 0) {
            const tg_symbol* symbol = &program->symbols[-1 - expected];
            int64_t* bound = &symbols[-1 - expected];
            REQUIRE(extent >= symbol->min && extent <= symbol->max && extent % symbol->multiple == 0, TG_INVALID_ARGUMENT, "TG-P-43",
                    "dim %u of input %u is %lld, outside its symbol's range", d, input, (long long)extent);
            if (*bound < 0)
                *bound = extent;
            expected = *bound;
        }
        REQUIRE(extent == expected, TG_INVALID_ARGUMENT, "TG-P-43", "dim %u of input %u is %lld, not %lld", d, input, (long long)extent, (long long)expected);
    }
    return TG_OK;
}

/** 1 = all values of the argument have fixed shapes. The last argument, scratch, stands for the interior values. */
static int is_fixed(const tg_program* program, uint32_t arg) {
    for (uint32_t i = 0; i < program->value_count; i++) {
        const value* value = &program->values[i];
        int part = arg < program->input_count + program->output_count ? value->arg == arg : value->origin == NODE && value->arg == TG_NONE;
        for (uint32_t d = 0; part && d < value->shape.rank; d++)
            if (value->shape.dims[d] < 0)
                return 0;
    }
    return 1;
}

/** Names and dims are copied, because the graph is only borrowed. */
static tg_status describe_argument(tg_program* program, uint32_t arg, tg_error* error) {
    tg_arg_info* info = &program->args[arg];
    tg_value given = {.name = "scratch"};
    const value* value = arg < program->input_count + program->output_count ? &program->values[program->arg_values[arg]] : NULL;
    uint64_t bytes = 0;
    if (value) {
        AT(tg_value, &given, program->source.values, program->source.value_stride, program->arg_values[arg]);
    }
    if (is_fixed(program, arg))
        TRY(arg_bytes(program, arg, NULL, &bytes, error));
    int64_t* dims = calloc(TG_MAX_RANK, sizeof *dims);
    *info = (tg_arg_info){
        .name = strdup(given.name ? given.name : ""), .dims = dims, .bytes = bytes, .dtype = value ? TG_F32 : TG_U8,
        .rank = value ? (int32_t)value->shape.rank : 1, .role = arg < program->input_count ? TG_ROLE_INPUT : value ? TG_ROLE_OUTPUT : TG_ROLE_SCRATCH,
        .alignment = value ? sizeof(float) : ALIGNMENT,
    };
    REQUIRE(info->name && dims, TG_OUT_OF_MEMORY, "", "no memory for argument %u", arg);
    if (value)
        memcpy(dims, value->shape.dims, sizeof value->shape.dims);
    else
        dims[0] = (int64_t)bytes;
    return TG_OK;
}

/** Interior values ask for a scratch argument after the graph's own. */
static tg_status describe(tg_program* program, tg_error* error) {
    uint32_t ends = program->arg_count;
    for (uint32_t i = 0; i < program->value_count; i++)
        if (program->values[i].origin == NODE && program->values[i].arg == TG_NONE)
            program->arg_count = ends + 1;
    program->args = calloc(program->arg_count + (size_t)1, sizeof *program->args);
    REQUIRE(program->args, TG_OUT_OF_MEMORY, "", "no memory for %u arguments", program->arg_count);
    for (uint32_t i = 0; i < program->arg_count; i++)
        TRY(describe_argument(program, i, error));
    return TG_OK;
}

tg_status TG_CALL program_create(tg_device* device, const tg_program_desc* desc, tg_program** out, tg_error* error) {
    tg_program_desc wanted;
    tg_program* program;
    READ(tg_program_desc, &wanted, desc);
    KNOWN(wanted.flags, "tg_program_desc.flags");
    GIVEN(device, "the device");
    GIVEN(out, "the place for the program");
    TRY(read_options(&wanted.options, NULL, error));
    REQUIRE(!wanted.bytes && !wanted.format && !wanted.byte_count, TG_INCOMPATIBLE, "TG-P-40", "this device takes graphs, no compiled bytes");
    REQUIRE(wanted.graph_count == 1 && !wanted.weight_count, TG_UNSUPPORTED, "TG-P-32", "a program here is one graph: %u given", wanted.graph_count);
    GIVEN(wanted.graphs, "tg_program_desc.graphs");
    TRY(read_graph(wanted.graphs[0], &program, error));
    tg_status status = program->node_count ? TG_OK : fail(error, TG_UNSUPPORTED, "TG-P-32", "a graph without nodes computes nothing");
    for (uint32_t i = 0; i < program->node_count && !status; i++)
        if (program->nodes[i].support.verdict != TG_YES)
            status = fail(error, TG_UNSUPPORTED, "TG-P-32", "node %u was not claimed: %s", i, program->nodes[i].text);
    if (!status)
        status = describe(program, error);
    if (status) {
        free_program(program);
        return status;
    }
    program->device = device;
    count(device, &device->programs, 1);
    *out = program;
    return TG_OK;
}

tg_status TG_CALL program_destroy(tg_program* program, const tg_release* desc, tg_error* error) {
    TRY(read_release(desc, program, error));
    count(program->device, &program->device->programs, -1);
    free_program(program);
    return TG_OK;
}

tg_status TG_CALL program_info(tg_program* program, const tg_program_query* desc, tg_program_info* out, tg_error* error) {
    static const tg_numerics numerics = {.op = "", .forms = "", .determinism = 1};
    tg_program_query query;
    READ(tg_program_query, &query, desc);
    GIVEN(program, "the program");
    REQUIRE(query.entry == 0, TG_NOT_FOUND, "", "a program here has one entry, 0; %u was asked for", query.entry);
    tg_program_info info = {
        .size = sizeof info, .name = program->name, .args = program->args, .numerics = &numerics, .symbols = program->symbols, .entry_count = 1,
        .arg_count = program->arg_count, .arg_stride = sizeof *program->args, .numerics_count = 1, .numerics_stride = sizeof numerics,
        .symbol_count = program->symbol_count, .symbol_stride = sizeof *program->symbols,
        .input_count = program->input_count, .output_count = program->output_count,
    };
    for (uint32_t i = 0; i < program->value_count; i++)
        if (program->values[i].owned) {
            uint64_t bytes;
            info.resident_bytes += value_bytes(&program->values[i], NULL, &bytes) ? bytes : 0;
        }
    return TG_WRITE(tg_program_info, out, &info) ? unread(error, TG_INVALID_ARGUMENT, "tg_program_info") : TG_OK;
}

tg_status TG_CALL program_infer(tg_program* program, const tg_infer* desc, tg_error* error) {
    tg_infer infer;
    READ(tg_infer, &infer, desc);
    KNOWN(infer.reserved, "tg_infer");
    GIVEN(program, "the program");
    REQUIRE(infer.entry == 0, TG_NOT_FOUND, "", "a program here has one entry, 0; %u was asked for", infer.entry);
    REQUIRE(infer.input_count == program->input_count && infer.arg_count == program->arg_count, TG_INVALID_ARGUMENT, "TG-P-43",
            "%u inputs and %u rows given for %u and %u", infer.input_count, infer.arg_count, program->input_count, program->arg_count);
    GIVEN((infer.dims && infer.ranks && infer.bytes) || !infer.arg_count, "a result array of tg_infer");
    int64_t* symbols = malloc((program->symbol_count + (size_t)1) * sizeof *symbols);
    uint64_t* bytes = malloc((program->arg_count + (size_t)1) * sizeof *bytes);
    tg_status status = symbols && bytes ? TG_OK : fail(error, TG_OUT_OF_MEMORY, "", "no memory for %u symbols", program->symbol_count);
    for (uint32_t i = 0; !status && i < program->symbol_count; i++)
        symbols[i] = -1;
    for (uint32_t i = 0; !status && i < program->input_count; i++) {
        tg_shape given;
        status = TG_AT(tg_shape, &given, infer.inputs, infer.input_stride, i);
        if (!status && given.reserved)
            status = TG_TOO_NEW;
        status = status ? unread(error, status, "tg_infer.inputs") : bind_input(program, i, given.dims, given.rank, symbols, error);
    }
    for (uint32_t i = 0; !status && i < program->arg_count; i++)
        status = arg_bytes(program, i, symbols, &bytes[i], error);
    for (uint32_t i = 0; !status && i < program->arg_count; i++) {
        shape known = {{(int64_t)bytes[i]}, 1};
        if (i < program->input_count + program->output_count)
            known = resolve(&program->values[program->arg_values[i]].shape, symbols);
        memcpy(&infer.dims[(size_t)i * TG_MAX_RANK], known.dims, known.rank * sizeof *known.dims);
        infer.ranks[i] = known.rank;
        infer.bytes[i] = bytes[i];
    }
    free(symbols);
    free(bytes);
    return status;
}
