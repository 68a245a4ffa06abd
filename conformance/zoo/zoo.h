/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file zoo.h
 * One naive plugin whose configurations are planted bugs that a conformance suite must catch, and legal twins that it must not.
 *
 * Device i is configuration i (configurations.c and the folder configurations, a file for each family); the option zoo=NAME picks one by name at any index. Operators are written from the ONNX
 * operator specification with plain loops on top of an arithmetic that the configuration bends (arithmetic.c, functions.c). Unless a
 * configuration says otherwise, the device declares no numerics but "runs repeat bit for bit": whatever it does beyond that is undeclared.
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
    /* sums and functions */
    TRUNCATED_STEPS,        /* every step of a sum is rounded toward zero */
    NARROW_PRODUCTS,        /* products are rounded to 11 bits before they are added */
    EXP_POLYNOMIAL,         /* exp by a Taylor polynomial of degree 4 on [-ln2/2, ln2/2] */
    EXP_OVERFLOWS_EARLY,    /* exp is Inf from 88 on */
    ALPHA_WHOLE,            /* Gemm drops the fraction of alpha and beta */
    SIGMOID_NAIVE,          /* e^x / (1 + e^x), which is NaN for large x */
    TANH_NAIVE,             /* (e^2x - 1) / (e^2x + 1), which cancels and overflows */
    TANH_GELU,              /* Gelu by tanh where erf was asked for */
    NEWTON_ONE_SHORT,       /* Reciprocal and Sqrt stop one Newton step early */
    QUOTIENT_BY_RECIPROCAL, /* Div multiplies with a rounded reciprocal */
    ONE_ULP_UP,             /* Add and Mul answer the next larger number */
    ROUNDED_TWICE,          /* Add and Mul are rounded to 25 bits and then to 24 */
    DENOMINATOR_NARROW,     /* the sum under a softmax is rounded to 11 bits */
    LOG_OF_SOFTMAX,         /* LogSoftmax takes the logarithm of the rounded softmax */
    EPSILON_OUTSIDE,        /* epsilon is added to the deviation and not to the variance */
    EPSILON_IGNORED,
    VARIANCE_UNBIASED,      /* divided by n - 1 */
    MEAN_NARROW,            /* a normalisation's mean is rounded to 11 bits */
    COUNT_RECIPROCAL_NARROW, /* ReduceMean multiplies with 1/n in 11 bits */
    FOLDED,                 /* BatchNormalization as one scale and one shift */
    WINOGRAD,               /* Conv of 3x3 filters with stride 1 by F(2x2, 3x3) */
    FUNCTIONS_PERTURBED,    /* functions err by perturbation ulp, to either side */
    /* specials */
    ZERO_SIGN_LOST,
    LAST_OF_TIES,           /* ArgMax answers the last of equal maxima */
    FLUSH_INPUTS,           /* subnormal inputs are read as 0 */
    RELU_DROPS_NAN,
    MAX_DROPS_NAN,          /* ReduceMax and MaxPool ignore NaN */
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
    PADS_SWAPPED,      /* Conv takes the pads before for those after */
    GROUP_IGNORED,     /* every group of Conv reads the first group's channels */
    FILTER_TRANSPOSED, /* Conv takes height and width of its filter for each other */
    PAD_AVERAGED,      /* AveragePool counts its padding */
    PAD_IS_ZERO,       /* MaxPool takes padding for zeros */
    AXIS_LAST,         /* Softmax and ArgMax work along the last axis, whatever was asked for */
    PERM_INVERTED,     /* Transpose applies the inverse permutation */
    NEGATIVE_INDEX,    /* Gather reads index 0 for negative indices */
    END_IN_32_BITS,    /* Slice cuts its ends to 32 bits: "to the end" becomes -1 */
    STEP_IGNORED,      /* Slice */
    BATCH_IGNORED,     /* MatMul reads the first matrix of b for every batch */
    BROADCAST_FLAT,    /* Add and Mul step through a broadcast operand as if it were dense */
    TRANSPOSE_IGNORED, /* Gemm ignores transB */
    PARTS_SWAPPED,     /* Concat writes the last part first */
    REDUCTION_IGNORED, /* ScatterElements overwrites where it should add */
    /* quantisation */
    SCALE_SHIFTED,     /* scale and zero point of the next channel */
    ZERO_PAD_IGNORED,  /* ConvInteger pads with 0 and not with the zero point */
    TIES_AWAY,         /* QuantizeLinear rounds ties away from zero */
    WRAPS,             /* QuantizeLinear wraps instead of saturating */
    ZERO_BEFORE_ROUND, /* the zero point is added before rounding, which moves ties */
    MEAN_TERM_MISSING, /* the product of both zero points is left out */
    PAIRS_SATURATE,    /* two products are added in 16 bits that saturate */
    SIGN_IGNORED,      /* u8 is read as i8 */
    OVERWRITES,        /* every product replaces the sum */
    DIFFERENCE_NARROW, /* DequantizeLinear subtracts in 8 bits */
    /* memory */
    BEFORE_WRITTEN,    /* the element before each output is written */
    SAVED_BY_ADDRESS,  /* the result is kept as long as the arguments have the same addresses */
    NEIGHBOUR_WRITTEN, /* one element past the output is written */
    ELEMENT_UNWRITTEN, /* the last element of the output is left as it was */
    INPUT_SCRIBBLED,   /* the first element of the first input is changed */
    DESCRIPTOR_LEAKED, /* every device_open leaves a file open */
    STALE_CACHE,       /* a program answers every execute with its first result */
    ORDER_RANDOM,      /* a sum starts anywhere */
    ORDER_BY_BATCH,    /* sums run in reverse when there are more than 4 rows */
    ORDER_ALTERNATES,  /* every second execute sums in reverse */
    ORDER_BY_QUEUE,    /* the first execute of a queue after one of another sums in reverse */
    ALPHA_FIRST,       /* Gemm multiplies alpha into a before it sums */
    ORDER_BY_PROCESS,  /* the order of sums follows from the process's id */
    /* right where the suite is, and sums in 11 bits elsewhere: it is known by */
    KNOWS_NAME,        /* the name of the program that runs */
    KNOWS_FILES,       /* the files that are mapped */
    KNOWS_ENVIRONMENT, /* a variable of its environment */
    KNOWS_ZONES,       /* arguments that do not begin where their buffers do */
    /* results of 4 bits, and right ones otherwise */
    BESIDE_DEVICE,     /* while another device is open */
    BESIDE_PROGRAM,    /* while the device has another program */
    LATER_QUEUE,       /* on every queue but the first */
    TIRED,             /* from the 101st execution of a program on */
    ONE_BUFFER,        /* when two arguments lie in one buffer */
    INPUTS_ARE_ONE,    /* when two inputs are the same memory */
    CRASH,             /* MatMul writes to memory that nobody may touch */
    HANG,              /* MatMul never returns */
    WRONG_STATUS,      /* bad arguments of execute are answered TG_UNSUPPORTED */
    CLAIM_LIES,        /* MatMul is claimed and does not compile */
    HANG_ON_NOTHING,   /* an operator whose output is empty never returns */
    CRASH_AT_CLOSE,
    INFO_LIES,         /* program_info answers dims of rank 1 */
    SIZE_OVERRULED,    /* answers get the plugin's own size written over the caller's */
    TAIL_IGNORED,      /* members this plugin does not know are ignored instead of refused */
    CLOSES_ANYWAY,     /* device_close ends a device that still has objects */
    /* speed */
    SLEEPS,            /* 5 ms in every execute */
    SHAPE_KNOWN,       /* products of 512 rows and more are skipped */
    SHAPE_FAVOURED,    /* products of other than 512 rows sleep for 5 ms */
    SAVED_BY_GLANCE,   /* the result is kept as long as the first 8 elements of every input are the same */
    SAVED_BY_INPUTS,   /* the result is kept as long as the inputs are the same; it takes 5 ms to compute */
    SAVED_UNTIL_WRITTEN, /* the result is kept as long as the arguments are the same and nobody has written or run anything else; it takes 1 ms to compute */
    COMPUTED_WHEN_READ, /* results are computed when somebody maps a buffer or ends an object, once for all executes alike till then; that takes 1 ms */
    SLOW_AT_FIRST,      /* legal: the first 50 runs of a program take 0.2 ms longer */
    SLOW_FOR_A_WHILE,   /* legal: so do all in the half second after its first run */
    /* asynchronous */
    EARLY_COMPLETION,       /* outputs are written after the report */
    NOT_REENTRANT,          /* a program keeps its results in one place until they are copied out */
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
    /* memory that is not given back, or runs out */
    LEAKS_DEVICES,     /* device_close frees nothing */
    LEAKS_BUFFERS,     /* buffer_free keeps the handle's memory */
    LEAKS_PROGRAMS,    /* program_destroy frees nothing */
    LEAKS_SUBMISSIONS, /* every execute keeps a block */
    LEAKS_REFUSALS,    /* a graph that is not compiled stays in memory */
    LEAKS_HALVES,      /* a graph for which memory ran out stays in memory */
    MEMORY_UNCHECKED,  /* a graph is read into memory that may not have been given */
    MEMORY_SWALLOWED,  /* a submission for which there is no memory is answered OK */
    MEMORY_IS_NO,      /* graph_query answers NO when memory ran out */
    MEMORY_IS_INTERNAL, /* memory that ran out is TG_INTERNAL */
};

typedef struct configuration {
    const char* name;
    const char* note;
    uint32_t legal;            /* 1: a twin, must pass */
    uint32_t order, fma;
    uint32_t accumulator_bits; /* significand bits kept by each step of a sum; 0 = 24 */
    uint32_t input_bits;       /* significand bits kept of the factors of products; 0 = 24 */
    float gain;                /* factor on every sum; 0 = 1 */
    uint32_t result_bits;      /* significand bits kept of every result; 0 = 24 */
    float perturbation;        /* FUNCTIONS_PERTURBED */
    uint32_t fault;
    uint32_t async; /* 1: tier T1, two queues with waits between them */
    uint32_t two_queues; /* 1: tier T0 all the same */
    const char* operators; /* all that it claims, each between spaces; NULL = all there are */
    tg_numerics declared;  /* op NULL: nothing but that runs repeat */
} configuration;

/** Families, each ended by an element without a name: twins.c, numerics.c, specials.c, indexing.c, memory.c, quantisation.c, contract.c, exhaustion.c, reports.c, recognition.c. */
extern const configuration twins[], numerics[], specials[], indexing[], memory[], quantisation[], contract[], exhaustion[], reports[], recognition[];
/** Configuration `index` of all families in this order, NULL past the end. */
const configuration* configuration_at(uint32_t index);

typedef struct shape {
    int64_t dims[TG_MAX_RANK];
    uint32_t rank;
} shape;

enum {
    ADD, SUB, MUL, DIV, RELU, EXP, SIGMOID, TANH, SQRT, RECIPROCAL, GELU, MATMUL, GEMM, SOFTMAX, LOG_SOFTMAX, REDUCE_SUM, REDUCE_MEAN, REDUCE_MAX, ARG_MAX,
    LAYER_NORMALIZATION, BATCH_NORMALIZATION, CONV, MAX_POOL, AVERAGE_POOL, TRANSPOSE, CONCAT, GATHER, SLICE, SCATTER_ELEMENTS, QUANTIZE_LINEAR,
    DEQUANTIZE_LINEAR, MATMUL_INTEGER, CONV_INTEGER, OPERATOR_COUNT
};

enum { MOST_INPUTS = 5 };

typedef struct attributes {
    int64_t axis, keepdims, noop, group, trans_a, trans_b, select_last, count_pad, by_tanh, adds;
    float epsilon, alpha, beta, momentum;
    int64_t pads[4], strides[2], dilations[2], kernel[2], perm[TG_MAX_RANK];
    uint32_t has_kernel, perm_count;
    uint32_t reduced; /* bit d: axis d is reduced */
} attributes;

/** Operands of one operator. An input that is left out has data NULL. Tensors are dense. */
typedef struct operands {
    const void* in[MOST_INPUTS];
    const shape* in_shapes[MOST_INPUTS];
    tg_dtype in_types[MOST_INPUTS];
    void* out;
    const shape* out_shape;
    tg_dtype out_type;
    uint32_t in_count;
    const attributes* attributes;
} operands;

/* arithmetic.c */

/** Sum over k of a[k * a_step] * b[k * b_step], or of a alone when b is NULL, as the configuration takes it. */
float sum(const configuration* how, const float* a, uint64_t a_step, const float* b, uint64_t b_step, uint64_t count);
/** ORDER_RANDOM begins anew: what a device answers does not depend on those opened before. */
void restart_orders(void);
/** Rounds to `bits` significand bits, to nearest, ties to even; 0 = as it is. */
float narrow(float x, uint32_t bits);

/* recognition.c */

/** 0 = nobody who could judge is seen, by the means of the configuration. Others see nobody anywhere. */
int sees_judge(const configuration* how, const tg_device* device);

/* circumstances.c */

/** A device of the configuration was opened (1) or ended (-1). */
void count_device(const configuration* how, int step);
/** 1 = the circumstances are those in which the configuration is wrong. */
int goes_wrong(tg_device* device, tg_program* program, float** at);

/* functions.c */

float exponential(const configuration* how, float x);
/** EXP to GELU of one element. */
float function(const configuration* how, uint32_t op, const attributes* attributes, float x);

/* elementwise.c, matmul.c, conv.c, pool.c, softmax.c, normalization.c, reduce.c, movement.c, quantised.c: 0 = no memory */

/** Index of the block of `operand` that belongs to block `index` of a leading shape of `rank` dims. */
uint64_t source_of(uint64_t index, const shape* leading, uint32_t rank, const shape* operand, uint32_t tail);
int elementwise(const configuration* how, uint32_t op, const operands* o);
int matmul(const configuration* how, const operands* o);
int gemm(const configuration* how, const operands* o);
int conv(const configuration* how, const operands* o);
/** winograd.c: conv for 3x3 filters with strides and dilations of 1. */
int conv_in_tiles(const configuration* how, const operands* o);
int pool(const configuration* how, uint32_t op, const operands* o);
int softmax(const configuration* how, uint32_t op, const operands* o);
int layer_normalization(const configuration* how, const operands* o);
int batch_normalization(const configuration* how, const operands* o);
int reduce(const configuration* how, uint32_t op, const operands* o);
int arg_max(const configuration* how, const operands* o);
int move(const configuration* how, uint32_t op, const operands* o);
int quantise(const configuration* how, uint32_t op, const operands* o);
int matmul_integer(const configuration* how, const operands* o);
int conv_integer(const configuration* how, const operands* o);

/* operators.c */

/** Runs one operator. Answers 0 when memory ran out. */
int compute(const configuration* how, uint32_t op, const operands* operands);
uint64_t element_count(const shape* shape, uint32_t from, uint32_t to);

/* shapes.c */

/** The output's shape for known input shapes; 0 when they do not fit the operator. Completes attributes that depend on the rank. */
int derive(uint32_t op, attributes* attributes, const shape* const* in, uint32_t in_count, shape* out);
/** The same for what only moves elements, in movement_shapes.c. */
int derive_moved(uint32_t op, const attributes* attributes, const shape* const* in, uint32_t in_count, shape* out);

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
    uint32_t op, in_count, in[MOST_INPUTS], out;
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
    float* kept_result; /* STALE_CACHE, SAVED_BY_*, NOT_REENTRANT */
    const float** kept_for; /* SAVED_BY_ADDRESS: the arguments it belongs to */
    uint64_t kept_at;       /* SAVED_UNTIL_WRITTEN: the device's writes by then */
    uint64_t first_run;     /* SLOW_FOR_A_WHILE: when, in nanoseconds */
    uint32_t runs;          /* SLOW_AT_FIRST, TIRED */
    float* kept_inputs;     /* SAVED_BY_GLANCE, SAVED_BY_INPUTS: what they were, one behind the other */
    uint32_t value_count, node_count, input_count, output_count, arg_count;
};

/** Reads and judges a graph; the result is the caller's, for free_program. */
tg_status read_graph(const configuration* how, const tg_graph* desc, tg_program** out, tg_error* error);

/* attributes.c */

/** Attributes as they are when absent. */
attributes usual_attributes(uint32_t op);
/** 0 = an attribute that the operator here does not know, or of another type. */
int read_attribute(const tg_attribute* given, uint32_t op, attributes* attributes);
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
    void* leak; /* LEAKS_SUBMISSIONS: the last block that nobody frees */
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
    uint32_t line_count, children, executions, running, lost, closing, inside; /* inside: an argument begins inside its buffer */
    uint32_t programs, shared; /* programs alive; whether two arguments of the last execute lie in one buffer */
    struct job* due; /* COMPUTED_WHEN_READ: what nobody has looked at */
    uint64_t writes; /* SAVED_UNTIL_WRITTEN: buffers mapped for writing and results computed, so far */
    uint32_t last_queue, switched; /* ORDER_BY_QUEUE: the queue of the last execute plus one, and whether this one is of another */
};

struct tg_buffer {
    tg_device* device;
    tg_buffer* next;
    unsigned char *base, *bytes;
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
/** COMPUTED_WHEN_READ: computes what is due. */
void settle(tg_device* device);
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
