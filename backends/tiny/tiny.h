/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file tiny.h
 * A whole small device: Add, Mul, Relu, MatMul and Softmax in f32, with broadcasting and symbolic dims, on the host's processor.
 * Semantics are those of the ONNX operator specification at the versions in `operators`.
 *
 * Read in this order: device.c (what there is, opening and closing), memory.c (buffers), graph.c (what is claimed), program.c (what was
 * compiled), submission.c (what a submission must be), worker.c (tickets, the engines' threads), operators.c (the arithmetic).
 *
 * Options: mode=blocking (tier T0, default) or async (T1: one thread for each of two engines); delay_us=N lets each asynchronous submission
 * take a random 0 to N microseconds more (at most a second); seed=N picks the sequence of delays; fail_every=N fails the programs whose ticket
 * is a multiple of N; lose_after=N loses the device when its Nth submission begins. 0 turns each of them off.
 */
#ifndef TENGEN_TINY_H
#define TENGEN_TINY_H

#include <pthread.h>
#include <stdlib.h>

#include <tengen/tengen.h>

#define MAX_QUEUES 4u
#define ENGINES 2u
#define MAX_PENDING 8u
#define MAX_DELAY_US 1000000u
#define ALIGNMENT 64u
#define LARGEST ((uint64_t)1 << 36)

typedef struct options {
    uint32_t async, delay_us, seed, fail_every, lose_after;
} options;

/**
 * A queue's tickets: those up to `accepted` were taken, those up to `finished` hold no slot and block no wait, those up to `reported` were
 * told to the host. Guarded by the device's lock.
 */
typedef struct queue {
    void* ctx;
    uint64_t accepted, finished, reported;
    uint32_t pending, engine;
} queue;

typedef struct job job;

/**
 * A thread that works off one FIFO over the queues of its engine. A job waits at the head until what it waits for finished; waits name
 * accepted tickets, so that the order of acceptance is one in which everything can run.
 */
typedef struct engine {
    tg_device* device;
    pthread_t worker;
    pthread_cond_t work;
    job *first, *last, *running;
    uint64_t random;
} engine;

/** `lost`: nothing is accepted any more, what is pending is reported TG_DEVICE_LOST. `closing`: the threads end. */
struct tg_device {
    tg_host host;
    options options;
    pthread_mutex_t lock;
    pthread_cond_t reported;
    engine engines[ENGINES];
    queue queues[MAX_QUEUES];
    uint64_t begun;
    uint32_t queue_count, buffers, programs, lost, closing;
};

struct tg_buffer {
    tg_device* device;
    unsigned char* bytes;
    uint64_t count;
    uint32_t mappings;
};

enum { ADD, MUL, RELU, MATMUL, SOFTMAX, OPERATOR_COUNT };

typedef struct operator {
    const char* name;
    uint32_t arity, versions[3];
} operator;
extern const operator operators[OPERATOR_COUNT];

typedef struct shape {
    int64_t dims[TG_MAX_RANK];
    uint32_t rank;
} shape;

/** Where a value comes from. */
enum { UNSEEN, INPUT, CONSTANT, NODE };

/** `arg`: its argument, TG_NONE for constants and interior values. `owned`: the copy of a constant that is not PERSISTENT. */
typedef struct value {
    shape shape;
    tg_dtype dtype;
    uint32_t origin, arg, ranked, has_layout;
    const float* constant;
    float* owned;
} value;

typedef struct node {
    uint32_t op, in[2], out;
    int64_t axis;
    tg_support support;
    char text[96];
} node;

/** One graph, checked and judged. A query makes one and throws it away. */
struct tg_program {
    tg_device* device;
    value* values;
    node* nodes;
    tg_symbol* symbols;
    tg_arg_info* args;
    uint32_t* arg_values;
    char* name;
    tg_graph source; /* the host's arrays, for the duration of program_create */
    uint32_t value_count, node_count, symbol_count, input_count, output_count, arg_count;
};

/** A submission: a program with the memory of each value and the extent of each symbol, or a copy of `bytes`, or neither, a barrier. */
struct job {
    job* next;
    tg_sync* waits;
    const tg_program* program;
    void* to;
    const void* from;
    uint64_t bytes, ticket;
    uint32_t queue, wait_count, cancelled;
    int64_t* symbols;
    float** at;
};

/* device.c */

/** Explains a failure in printf's words and answers `status`. */
__attribute__((format(printf, 4, 5))) tg_status fail(tg_error* error, tg_status status, const char* rule, const char* format, ...);
/** The answer to a descriptor that the IN rule refuses. */
tg_status unread(tg_error* error, tg_status status, const char* name);
/** Reads options into `into`; NULL where nothing but a hint is known: queries, programs, submissions. */
tg_status read_options(const tg_options* list, options* into, tg_error* error);
tg_status read_release(const tg_release* desc, const void* object, tg_error* error);
/** Changes a count of live objects under the device's lock. */
void count(tg_device* device, uint32_t* objects, int change);

/* memory.c */

tg_status TG_CALL buffer_alloc(tg_device* device, const tg_buffer_desc* desc, tg_buffer_info* out, tg_error* error);
tg_status TG_CALL buffer_free(tg_buffer* buffer, const tg_release* desc, tg_error* error);
tg_status TG_CALL buffer_map(tg_buffer* buffer, const tg_range* desc, void** out, tg_error* error);
tg_status TG_CALL buffer_unmap(tg_buffer* buffer, const tg_range* desc, tg_error* error);
tg_status check_range(const tg_buffer* buffer, uint64_t offset, uint64_t bytes, tg_error* error);

/* graph.c */

/** Reads and judges a graph. The result is the caller's, for free_program. Fails only on a graph that breaks the ABI's rules. */
tg_status read_graph(const tg_graph* desc, tg_program** out, tg_error* error);
void free_program(tg_program* program);
tg_status TG_CALL graph_query(tg_device* device, const tg_query* desc, tg_error* error);

/* program.c */

tg_status TG_CALL program_create(tg_device* device, const tg_program_desc* desc, tg_program** out, tg_error* error);
tg_status TG_CALL program_destroy(tg_program* program, const tg_release* desc, tg_error* error);
tg_status TG_CALL program_info(tg_program* program, const tg_program_query* desc, tg_program_info* out, tg_error* error);
tg_status TG_CALL program_infer(tg_program* program, const tg_infer* desc, tg_error* error);
/** Binds the symbols of input `input` to the extents given; `symbols` start at -1. `dims` NULL: the program's own, if they are numbers. */
tg_status bind_input(const tg_program* program, uint32_t input, const int64_t* dims, uint32_t rank, int64_t* symbols, tg_error* error);
shape resolve(const shape* symbolic, const int64_t* symbols);
/** Bytes of a value for bound symbols, rounded up to ALIGNMENT for interior values. Answers 0 when they are more than a buffer can hold. */
int value_bytes(const value* value, const int64_t* symbols, uint64_t* out);
/** Bytes of argument `arg`, scratch included. */
tg_status arg_bytes(const tg_program* program, uint32_t arg, const int64_t* symbols, uint64_t* out, tg_error* error);

/* submission.c */

tg_status TG_CALL execute(tg_device* device, const tg_execute* desc, tg_error* error);
tg_status TG_CALL copy(tg_device* device, const tg_copy* desc, tg_error* error);

/* worker.c */

/** The thread of an engine. */
void* work(void* engine);
/** Takes a checked job over; `job` is freed unless the answer is TG_PENDING. */
tg_status accept_job(tg_device* device, job* job, tg_error* error);
/** Ends what is pending and waits until it was reported; the device is lost when there was any. */
void end_pending(tg_device* device);
tg_status TG_CALL wait_ticket(tg_device* device, const tg_ticket* desc, tg_error* error);
tg_status TG_CALL cancel_ticket(tg_device* device, const tg_ticket* desc, tg_error* error);
tg_status check_queue(const tg_device* device, uint32_t queue, tg_error* error);

/* operators.c */

/** The output's shape: 1 = derived, 0 = the operands do not fit, -1 = depends on symbols. */
int derive(uint32_t op, int64_t axis, const shape* a, const shape* b, shape* out);
void compute(uint32_t op, int64_t axis, const float* a, const shape* as, const float* b, const shape* bs, float* out, const shape* os);

#define REQUIRE(condition, ...) do { if (!(condition)) return fail(error, __VA_ARGS__); } while (0)
#define TRY(call) do { tg_status status_ = (call); if (status_) return status_; } while (0)
#define READ(type, copy, desc) do { tg_status status_ = TG_READ(type, copy, desc); if (status_) return unread(error, status_, #type); } while (0)
#define AT(type, copy, array, stride, i) \
    do { tg_status status_ = TG_AT(type, copy, array, stride, i); if (status_) return unread(error, status_, "element " #type); } while (0)
#define KNOWN(rest, name) do { if (rest) return unread(error, TG_TOO_NEW, name); } while (0)
#define GIVEN(pointer, name) do { if (!(pointer)) return unread(error, TG_INVALID_ARGUMENT, name); } while (0)

#endif
