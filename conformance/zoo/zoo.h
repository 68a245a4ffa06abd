/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file zoo.h
 * One naive plugin whose configurations are planted bugs that a conformance suite must catch, and legal twins that it must not.
 *
 * Device i is configuration i (configurations.c); the option zoo=NAME picks one by name at any index. Operators are written from the ONNX
 * operator specification with plain loops over f32 (operators.c) on top of an arithmetic that the configuration bends (arithmetic.c). The
 * device declares no numerics but "runs repeat bit for bit": whatever a configuration does beyond that is undeclared.
 */
#ifndef TENGEN_ZOO_H
#define TENGEN_ZOO_H

#include <pthread.h>
#include <stdlib.h>

#include <tengen/tengen.h>

/** In which order a sum is taken. All are legal. */
enum { SEQUENTIAL, REVERSE, PAIRWISE, BLOCKED };

/** What is wrong beside the arithmetic. */
enum {
    SOUND,
    DROP_LAST_K,       /* sums leave their last term out */
    DROP_ZERO,         /* terms with a factor 0 are skipped, so that 0 * Inf is lost */
    SWALLOW_NAN,       /* NaN terms count as 0 */
    SATURATE,          /* Inf results become the largest finite number */
    FLUSH,             /* subnormal results become 0 */
    TAIL_COLUMN,       /* MatMul leaves the last column 0 when their number is odd */
    SOFTMAX_NO_MAX,    /* exp without subtracting the maximum */
    VARIANCE_NAIVE,    /* E[x^2] - E[x]^2 */
    PAD_COUNTED,       /* Conv reads the edge element where it should read a pad of 0 */
    DILATION_IGNORED,  /* Conv */
    STRIDE_SWAPPED,    /* Conv takes the strides of height and width for each other */
    NEIGHBOUR_WRITTEN, /* one element past the output is written */
    ELEMENT_UNWRITTEN, /* the last element of the output is left as it was */
    INPUT_SCRIBBLED,   /* the first element of the first input is changed */
    STALE_CACHE,       /* a program answers every execute with its first result */
    ORDER_ALTERNATES,  /* every second execute sums in reverse */
    CRASH,             /* MatMul writes to memory that nobody may touch */
    HANG,              /* MatMul never returns */
    WRONG_STATUS,      /* bad arguments of execute are answered TG_UNSUPPORTED */
    CLAIM_LIES,        /* MatMul is claimed and does not compile */
    /* asynchronous */
    REPORTED_TWICE,         /* every ticket is reported twice */
    NEVER_REPORTED,         /* nothing is reported from the third ticket of a queue on */
    TICKET_NOBODY_GAVE,     /* every third report is followed by one of a ticket that nobody gave */
    OUT_OF_ORDER,           /* of two tickets that are pending together the later one is reported first */
    REPORTED_AFTER_CLOSE,   /* the last ticket is reported once more after device_close */
    BUSY_WHEN_IDLE,         /* every fifth submission to an idle queue is answered BUSY */
    OK_WHILE_PENDING,       /* submissions to a busy queue are run at once and answered OK */
    LOST_AND_GOES_ON,       /* the second ticket of a queue is reported DEVICE_LOST, and nothing else changes */
    WRITES_AFTERWARDS,      /* outputs are zeroed after the report, whosever memory that is by then */
    WAIT_IGNORED,           /* waits are read and not obeyed */
    WRITES_LOST,            /* a program that begins while another queue is at work writes nothing */
    REPORTS_COALESCED,      /* legal: one report for all tickets that are done together */
    REPORTS_INSIDE_EXECUTE, /* legal: execute reports the ticket before it answers PENDING */
    REPORTS_FROM_THREADS,   /* legal: a new thread for every report */
};

typedef struct configuration {
    const char* name;
    const char* note;
    uint32_t legal;            /* 1: a twin, must pass */
    uint32_t order, fma;
    uint32_t accumulator_bits; /* significand bits kept by each step of a sum; 0 = 24 */
    uint32_t input_bits;       /* significand bits kept of the factors of products; 0 = 24 */
    float gain;                /* factor on every sum; 0 = 1 */
    uint32_t fault;
    uint32_t async; /* 1: tier T1, two queues with waits between them */
} configuration;

extern const configuration configurations[];
extern const uint32_t configuration_count;

typedef struct shape {
    int64_t dims[TG_MAX_RANK];
    uint32_t rank;
} shape;

enum { ADD, MUL, RELU, EXP, SIGMOID, MATMUL, SOFTMAX, REDUCE_MEAN, LAYER_NORMALIZATION, CONV, OPERATOR_COUNT };

typedef struct attributes {
    int64_t axis, keepdims, noop, group;
    float epsilon;
    int64_t pads[4], strides[2], dilations[2], kernel[2];
    uint32_t has_kernel;
    uint32_t reduced; /* bit d: ReduceMean reduces axis d */
} attributes;

/** Operands of one operator. An input that is left out has data NULL. Tensors are dense. */
typedef struct operands {
    const float* in[3];
    const shape* in_shapes[3];
    float* out;
    const shape* out_shape;
    const attributes* attributes;
} operands;

/* arithmetic.c */

/** Sum over k of a[k * a_step] * b[k * b_step], or of a alone when b is NULL, as the configuration takes it. */
float sum(const configuration* how, const float* a, uint64_t a_step, const float* b, uint64_t b_step, uint64_t count);
/** e to the x, correctly rounded but for a few cases in 10^9. */
float exponential(float x);

/* operators.c */

/** Runs one operator. Answers 0 when memory ran out. */
int compute(const configuration* how, uint32_t op, const operands* operands);
uint64_t element_count(const shape* shape, uint32_t from, uint32_t to);

/* shapes.c */

/** The output's shape for known input shapes; 0 when they do not fit the operator. Completes attributes that depend on the rank. */
int derive(uint32_t op, attributes* attributes, const shape* const* in, shape* out);

/* graph.c */

typedef struct value {
    shape shape;
    tg_dtype dtype;
    uint32_t origin, arg;
    const void* constant; /* the program's copy */
    uint64_t bytes;
} value;
enum { UNSEEN, INPUT, CONSTANT, NODE };

typedef struct node {
    uint32_t op, in_count, in[3], out;
    attributes attributes;
    tg_support support;
    const char* text;
} node;

struct tg_program {
    tg_device* device;
    value* values;
    node* nodes;
    tg_arg_info* args;
    uint32_t* arg_values;
    char* name;
    float* first_result; /* STALE_CACHE */
    uint32_t value_count, node_count, input_count, output_count, arg_count;
};

/** Reads and judges a graph; the result is the caller's, for free_program. */
tg_status read_graph(const tg_graph* desc, tg_program** out, tg_error* error);
void free_program(tg_program* program);

/* device.c */

enum { LINES = 2, LINE_PENDING = 4 };

/** A submission of an asynchronous configuration. What WRITES_AFTERWARDS looks at is a copy: the program may be gone by then. */
typedef struct job {
    struct job* next;
    tg_program* program;
    tg_sync* waits;
    float** at;
    uint64_t* arg_bytes;
    uint32_t* arg_values;
    uint64_t ticket;
    uint32_t wait_count, arg_count, program_inputs;
} job;

/** An open queue: its FIFO and its thread. Guarded by the device's lock, but for what only the thread touches: `told`, `held`. */
typedef struct line {
    tg_device* device;
    void* ctx;
    pthread_t worker;
    job *first, *last;
    uint64_t accepted, finished, reported, told, held;
    uint32_t pending, engine, offers;
} line;

struct tg_device {
    const configuration* how;
    tg_host host;
    pthread_mutex_t lock, engines[LINES];
    pthread_cond_t changed;
    line lines[LINES];
    tg_buffer* kept; /* WRITES_AFTERWARDS: freed buffers, whose memory the next ones get */
    uint32_t line_count, children, executions, running, lost, closing;
};

struct tg_buffer {
    tg_device* device;
    tg_buffer* next;
    unsigned char* bytes;
    uint64_t count;
    uint32_t mappings;
};

/** Explains a failure in printf's words and answers `status`. */
__attribute__((format(printf, 4, 5))) tg_status fail(tg_error* error, tg_status status, const char* rule, const char* format, ...);
tg_status unread(tg_error* error, tg_status status, const char* name);
/** Reads options; `how`, when not NULL, is replaced by the configuration that zoo=NAME names. */
tg_status read_options(const tg_options* list, const configuration** how, tg_error* error);
tg_status read_release(const tg_release* desc, const void* object, tg_error* error);

/* program.c */

tg_status TG_CALL graph_query(tg_device* device, const tg_query* desc, tg_error* error);
tg_status TG_CALL program_create(tg_device* device, const tg_program_desc* desc, tg_program** out, tg_error* error);
tg_status TG_CALL program_destroy(tg_program* program, const tg_release* desc, tg_error* error);
tg_status TG_CALL program_info(tg_program* program, const tg_program_query* desc, tg_program_info* out, tg_error* error);
tg_status TG_CALL execute(tg_device* device, const tg_execute* desc, tg_error* error);
/** Runs a program whose arguments are placed; interior values get memory for the length of the run. 0 = there was not enough. */
int run_placed(tg_device* device, tg_program* program, float** at);

/* queue.c */

/** Starts the threads; 0 = could not, and nothing is left. */
int start_lines(tg_device* device);
/** Ends what is pending and waits until it was reported. */
void end_pending(tg_device* device);
void stop_lines(tg_device* device);
tg_status check_waits(tg_device* device, const tg_execute* execute, tg_error* error);
/** `waits` were checked; the arguments are placed into `at` by the caller. */
job* new_job(const tg_execute* execute);
/** Takes the job over. */
tg_status submit(tg_device* device, uint32_t queue, job* job, tg_error* error);

#define REQUIRE(condition, ...) do { if (!(condition)) return fail(error, __VA_ARGS__); } while (0)
#define TRY(call) do { tg_status status_ = (call); if (status_) return status_; } while (0)
#define READ(type, copy, desc) do { tg_status status_ = TG_READ(type, copy, desc); if (status_) return unread(error, status_, #type); } while (0)
#define AT(type, copy, array, stride, i) \
    do { tg_status status_ = TG_AT(type, copy, array, stride, i); if (status_) return unread(error, status_, "element " #type); } while (0)
#define KNOWN(rest, name) do { if (rest) return unread(error, TG_TOO_NEW, name); } while (0)
#define GIVEN(pointer, name) do { if (!(pointer)) return unread(error, TG_INVALID_ARGUMENT, name); } while (0)

#endif
