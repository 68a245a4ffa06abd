/* SPDX-License-Identifier: Apache-2.0 */
/** @file arguments.c Arguments of a submission against program_info, and against each other. */
#include "validate.h"

/** Extents of symbols as the arguments so far bind them. */
typedef struct bindings {
    int64_t extents[64];
} bindings;

static tg_status bind_dims(const tg_program_info* info, const tg_arg_info* told, const tg_arg* arg, uint32_t i, bindings* bound, tg_error* error) {
    REFUSE_UNLESS(arg->rank == (uint32_t)told->rank, TG_INVALID_ARGUMENT, P_43, "argument %u has rank %u, program_info says %d", i, arg->rank, told->rank);
    for (uint32_t d = 0; d < arg->rank; d++) {
        int64_t said = told->dims[d], given = arg->dims[d];
        REFUSE_UNLESS(given >= 0, TG_INVALID_ARGUMENT, P_43, "dim %u of argument %u is %lld", d, i, (long long)given);
        if (told->flags & TG_ARGINFO_DATA_DEPENDENT)
            continue;
        REFUSE_UNLESS(said < 0 || said == given, TG_INVALID_ARGUMENT, P_43, "dim %u of argument %u is %lld, program_info says %lld", d, i, (long long)given, (long long)said);
        uint64_t symbol = (uint64_t)(-1 - said);
        if (said >= 0 || symbol >= info->symbol_count || symbol >= 64)
            continue;
        tg_symbol range;
        told_at(&range, sizeof range, info->symbols, info->symbol_stride, (uint32_t)symbol);
        REFUSE_UNLESS(given >= range.min && given <= range.max && (range.multiple < 2 || given % range.multiple == 0), TG_INVALID_ARGUMENT, P_43,
                      "dim %u of argument %u is %lld; symbol %llu is from %lld to %lld, a multiple of %lld", d, i, (long long)given, (unsigned long long)symbol,
                      (long long)range.min, (long long)range.max, (long long)range.multiple);
        REFUSE_UNLESS(bound->extents[symbol] < 0 || bound->extents[symbol] == given, TG_INVALID_ARGUMENT, P_43, "symbol %llu is %lld and %lld in one submission",
                      (unsigned long long)symbol, (long long)bound->extents[symbol], (long long)given);
        bound->extents[symbol] = given;
    }
    return TG_OK;
}

static tg_status check_shape(const tg_device* device, const tg_program_info* info, const tg_arg_info* told, const tg_arg* arg, uint32_t i, bindings* bound, tg_error* error) {
    uint64_t count, bytes = told->bytes;
    int known = 1;
    for (int32_t d = 0; d < told->rank; d++)
        known = known && told->dims[d] >= 0;
    REFUSE_UNLESS(arg->dims || known, TG_INVALID_ARGUMENT, P_43, "argument %u leaves its dims out, and program_info has symbols there", i);
    REFUSE_UNLESS(!arg->strides || (told->flags & TG_ARGINFO_TAKES_STRIDES && ((const vdevice*)device)->info.flags & TG_DEVICE_STRIDES), TG_INVALID_ARGUMENT, P_43,
                  "argument %u has strides, which it does not take", i);
    if (arg->dims)
        TRY(bind_dims(info, told, arg, i, bound, error));
    if (arg->dims && !arg->strides && !(told->flags & TG_ARGINFO_DATA_DEPENDENT) && tg_count(arg->dims, arg->rank, &count) && !tg_bytes(told->dtype, count, &bytes))
        bytes = told->bytes;
    REFUSE_UNLESS(arg->strides || arg->bytes >= bytes, TG_INVALID_ARGUMENT, P_43, "argument %u has %llu bytes and needs %llu", i, (unsigned long long)arg->bytes,
                  (unsigned long long)bytes);
    return TG_OK;
}

/** The address of a buffer is at least buffer_alignment's multiple; what more an argument asks for cannot be judged from its offset. */
static tg_status check_place(tg_device* device, const tg_arg_info* told, const tg_arg* arg, uint32_t i, tg_error* error) {
    const tg_device_info* info = &V(device)->info;
    uint64_t base = arg->kind == TG_ARG_BUFFER && info->buffer_alignment > 1 ? info->buffer_alignment : 1;
    uint64_t alignment = told->alignment > 1 ? told->alignment : 1;
    if (arg->kind == TG_ARG_BUFFER && alignment > base)
        alignment = base;
    if (arg->kind == TG_ARG_BUFFER && info->offset_alignment > alignment)
        alignment = info->offset_alignment;
    REFUSE_UNLESS(arg->offset % alignment == 0, TG_INVALID_ARGUMENT, H_18, "argument %u begins at 0x%llx, no multiple of %llu", i, (unsigned long long)arg->offset,
                  (unsigned long long)alignment);
    if (arg->kind != TG_ARG_BUFFER)
        return TG_OK;
    REFUSE_UNLESS(tg_in_range(arg->offset, arg->bytes, VB(arg->buffer)->bytes), TG_INVALID_ARGUMENT, P_28, "argument %u: %llu bytes at %llu do not lie in a buffer of %llu", i,
                  (unsigned long long)arg->bytes, (unsigned long long)arg->offset, (unsigned long long)VB(arg->buffer)->bytes);
    return TG_OK;
}

static tg_status check_kind(tg_device* device, const tg_arg_info* told, const tg_arg* arg, uint32_t i, tg_error* error) {
    REFUSE_UNLESS(arg->kind <= TG_ARG_ABSENT, TG_TOO_NEW, H_29, "argument %u is of the unknown kind %u", i, arg->kind);
    if (arg->kind == TG_ARG_BUFFER) {
        TRY(object_use(arg->buffer, BUFFER, error));
        object_done(arg->buffer);
        REFUSE_UNLESS(arg->buffer->device == device, TG_INVALID_ARGUMENT, H_7, "argument %u lies in a buffer of another device", i);
    } else {
        REFUSE_UNLESS(!arg->buffer, TG_INVALID_ARGUMENT, P_43, "argument %u of kind %u names a buffer", i, arg->kind);
        REFUSE_UNLESS(arg->kind == TG_ARG_ABSENT ? told->flags & TG_ARGINFO_OPTIONAL : V(device)->info.arg_kinds & 1u << arg->kind, TG_INVALID_ARGUMENT, P_43,
                      "argument %u is of kind %u, which this %s does not take", i, arg->kind, arg->kind == TG_ARG_ABSENT ? "argument" : "device");
        REFUSE_UNLESS(arg->kind != TG_ARG_IMMEDIATE || arg->bytes <= 8, TG_INVALID_ARGUMENT, P_43, "argument %u is immediate and has %llu bytes", i, (unsigned long long)arg->bytes);
    }
    return TG_OK;
}

static int aliased(const tg_program_info* info, uint32_t output, uint32_t input) {
    tg_arg_info told;
    told_at(&told, sizeof told, info->args, info->arg_stride, output);
    return told.alias && told.alias - 1 == input;
}

static tg_status check_overlaps(const tg_program_info* info, const pending* p, tg_error* error) {
    for (uint32_t i = 0; i < p->use_count; i++)
        for (uint32_t j = 0; j < i; j++) {
            const use *a = &p->uses[i], *b = &p->uses[j];
            if (a->buffer != b->buffer || !(a->writes || b->writes) || !overlap(a->offset, a->bytes, b->offset, b->bytes, 1))
                continue;
            REFUSE_UNLESS(aliased(info, a->argument, b->argument) || aliased(info, b->argument, a->argument), TG_INVALID_ARGUMENT, H_19, "arguments %u and %u overlap, and one is written",
                          b->argument, a->argument);
        }
    return TG_OK;
}

tg_status check_arguments(tg_device* device, const tg_execute* execute, pending* into, tg_error* error) {
    const tg_program_info* info = &VP(execute->program)->info;
    bindings bound;
    memset(&bound, 0xff, sizeof bound);
    REFUSE_UNLESS(!VP(execute->program)->incompat, TG_INCOMPATIBLE, H_15, "the program asks for features 0x%llx that are not known here: it is not to be used",
                  (unsigned long long)VP(execute->program)->incompat);
    REFUSE_UNLESS(!info->entry_count || execute->entry < info->entry_count, TG_NOT_FOUND, P_43, "entry %u of %u", execute->entry, info->entry_count);
    int judged = execute->entry == 0 && info->entry_count;
    REFUSE_UNLESS(!judged || execute->arg_count == info->arg_count, TG_INVALID_ARGUMENT, P_43, "%u arguments given, %u needed", execute->arg_count, info->arg_count);
    for (uint32_t i = 0; i < execute->arg_count; i++) {
        tg_arg arg;
        tg_arg_info told = {.flags = TG_ARGINFO_OPTIONAL | TG_ARGINFO_DATA_DEPENDENT, .role = TG_ROLE_OUTPUT};
        AT(tg_arg, &arg, execute->args, execute->arg_stride, i);
        if (judged)
            told_at(&told, sizeof told, info->args, info->arg_stride, i);
        TRY(check_kind(device, &told, &arg, i, error));
        if (arg.kind == TG_ARG_ABSENT)
            continue;
        TRY(check_place(device, &told, &arg, i, error));
        if (judged && told.role != TG_ROLE_SCRATCH)
            TRY(check_shape(device, info, &told, &arg, i, &bound, error));
        else if (judged)
            REFUSE_UNLESS(arg.bytes >= told.bytes, TG_INVALID_ARGUMENT, P_43, "the scratch has %llu bytes and needs %llu", (unsigned long long)arg.bytes, (unsigned long long)told.bytes);
        if (arg.kind == TG_ARG_BUFFER)
            into->uses[into->use_count++] = (use){arg.buffer, arg.out_dims, arg.offset, arg.bytes, told.role != TG_ROLE_INPUT, i};
    }
    return judged ? check_overlaps(info, into, error) : TG_OK;
}
