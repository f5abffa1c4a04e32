// The inner loops of every plan: one table of functions for each instruction set.
//
// Contract for all kernels
// ------------------------
// * Every kernel has the same signature, ck_kernel. Its operands are named by position in
//   `pointers`, `sizes` and `scalars`; the comment at its row in CK_KERNELS says what each means.
//   Matrices are row-major float32 unless said otherwise; pointers are aligned to an element, and
//   fastest when a tensor starts at a multiple of 64 bytes; inputs never overlap outputs unless the
//   comment allows it. Nothing outside the operands is read or written.
// * Work is split by the caller: part `part` of `parts` computes its own share of the *outputs*, so
//   the split changes no bit. A part may be empty. `scratch` is CK_SCRATCH_BYTES of memory, 64-byte
//   aligned, that belongs to the calling thread.
// * Kernels allocate nothing, fail never and read no global state.
//
// One order of summation
// ----------------------
// * A product's output is a sum over k in segments of CK_SEGMENT terms: each segment is one chain of
//   fused multiply-adds from +0 in ascending order of k, the segments' sums are added in order,
//   starting from the first segment's sum. Vector lanes run over outputs, never over k.
// * Every other sum over k terms keeps 16 partial sums: term i goes to partial sum i mod 16, in
//   ascending order, each starting from +0; then the partial sums are folded in halves
//   (j += j + 8, for j < 8; then 4, 2, 1).
// * Fused multiply-add only where it is written; exp, log and their like take the same steps on
//   every instruction set.
// So the same bits come out on every instruction set, for any split and any batch; only which NaN
// comes out is open.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    CK_SEGMENT = 256,        // terms of a product summed in one chain
    CK_MAX_POINTERS = 16,
    CK_MAX_SIZES = 24,
    CK_MAX_SCALARS = 8,
    CK_MAX_TEMPORARIES = 8,  // blocks of an element-wise program
    CK_MAX_RANK = 6,         // dimensions of a strided copy
    CK_SCRATCH_BYTES = 9 << 18,
};

// Element-wise functions, X(name, code). Swift's table names the same functions by the same names and
// a test holds the two together. `constant` is the instruction's number (a slope, a scale).
// Sources: first operand a, second operand b (binary only).
#define CK_UNARY_FUNCTIONS(X)                                                                  \
    X(copy, 0)         /* a                                                                 */ \
    X(negate, 1)       /* -a                                                                */ \
    X(absolute, 2)     /* |a|                                                               */ \
    X(square, 3)       /* a*a                                                               */ \
    X(square_root, 4)  /* correctly rounded                                                 */ \
    X(reciprocal, 5)   /* 1/a                                                               */ \
    X(exponential, 6)                                                                          \
    X(logarithm, 7)    /* natural                                                           */ \
    X(sigmoid, 8)      /* 1/(1+exp(-a)), accurate and never NaN for large |a|               */ \
    X(tanh, 9)                                                                                 \
    X(relu, 10)        /* a > 0 ? a : 0                            (NaN stays NaN)          */ \
    X(leaky_relu, 11)  /* a > 0 ? a : constant*a                                            */ \
    X(elu, 12)         /* a > 0 ? a : constant*(exp(a)-1), accurate near 0                  */ \
    X(gelu, 13)        /* a * normal CDF(a), exact form by erf                              */ \
    X(silu, 14)        /* a * sigmoid(a)                                                    */ \
    X(softplus, 15)    /* log(1+exp(a)), accurate at both ends                              */ \
    X(step, 16)        /* a >= 0 ? 1 : 0                                                    */ \
    X(add_constant, 17)      /* a + constant                                                */ \
    X(multiply_constant, 18) /* a * constant                                                */

// Functions that read an operand of another element type; only on operand slots.
#define CK_CONVERSIONS(X)                                                                      \
    X(from_uint8, 19)  /* bytes as float * constant                                         */ \
    X(from_int32, 20)  /* int32 as float                                                    */

#define CK_BINARY_FUNCTIONS(X)                                                                 \
    X(add, 32)                                                                                 \
    X(subtract, 33)    /* a - b                                                             */ \
    X(multiply, 34)                                                                            \
    X(divide, 35)      /* a / b                                                             */ \
    X(maximum, 36)     /* a > b ? a : b ; NaN if either is                                  */ \
    X(minimum, 37)                                                                             \
    X(greater, 38)     /* a > b ? 1 : 0                                                     */ \
    X(equal, 39)       /* a == b ? 1 : 0                                                    */ \
    /* Gradients: a = what arrives from above, b = what the rule saved; result a * f'(b).      \
       "out": b is the function's output, "in": b is its input.                             */ \
    X(gradient_absolute, 48)     /* in:  a * sign(b), 0 at 0                                */ \
    X(gradient_square, 49)       /* in:  a * 2b                                             */ \
    X(gradient_square_root, 50)  /* out: a * 0.5 / b                                        */ \
    X(gradient_reciprocal, 51)   /* out: a * -(b*b)                                         */ \
    X(gradient_exponential, 52)  /* out: a * b                                              */ \
    X(gradient_logarithm, 53)    /* in:  a / b                                              */ \
    X(gradient_sigmoid, 54)      /* out: a * (b * (1 - b))                                  */ \
    X(gradient_tanh, 55)         /* out: a * (1 - b*b)                                      */ \
    X(gradient_relu, 56)         /* out: b > 0 ? a : 0                                      */ \
    X(gradient_leaky_relu, 57)   /* in:  b > 0 ? a : constant*a                             */ \
    X(gradient_elu, 58)          /* in:  b > 0 ? a : a * constant*exp(b)                    */ \
    X(gradient_gelu, 59)         /* in                                                      */ \
    X(gradient_silu, 60)         /* in                                                      */ \
    X(gradient_softplus, 61)     /* in:  a * sigmoid(b)                                     */

enum ck_function {
#define X(name, code) CK_FUNCTION_##name = code,
    CK_UNARY_FUNCTIONS(X) CK_CONVERSIONS(X) CK_BINARY_FUNCTIONS(X)
#undef X
};

// The code of a function by its name, or -1.
int32_t ck_function_code(const char *_Nonnull name);

// How an operand of an element-wise program covers the rows x columns region.
enum ck_extent {
    CK_EXTENT_FULL = 0,    // rows x columns elements
    CK_EXTENT_ROW = 1,     // `columns` elements, the same for every row (a bias)
    CK_EXTENT_COLUMN = 2,  // `rows` elements, one for each row
    CK_EXTENT_SCALAR = 3,  // one element
};

// One step of an element-wise program: target = function(first, second; constant).
// Slots 0..<operand_count are operands in memory (pointers), the next temporary_count slots are
// blocks in scratch. A target is a temporary or an operand of full extent that is not read before it
// is written, except in place: an operand may be read and then overwritten.
typedef struct ck_instruction {
    int32_t function, target, first, second;
    float constant;
} ck_instruction;

// An element-wise program over a region of rows x columns: all instructions run on one block of the
// region, then on the next. Operand i is pointers[first_pointer + i].
typedef struct ck_program {
    const ck_instruction *_Nullable instructions;
    int32_t instruction_count, operand_count, temporary_count, first_pointer;
    uint8_t extents[CK_MAX_POINTERS];
} ck_program;

typedef struct ck_call {
    void *_Nullable pointers[CK_MAX_POINTERS];
    int64_t sizes[CK_MAX_SIZES];
    float scalars[CK_MAX_SCALARS];
    const ck_program *_Nullable program;
} ck_call;

typedef void (*ck_kernel)(const ck_call *_Nonnull call, int32_t part, int32_t parts,
                          void *_Nonnull scratch);

// The rows of a kernel table. `[m, n]` gives the shape at a pointer; s[i] stands for sizes[i].
#define CK_KERNELS(X)                                                                          \
    /* Batched product C = A B, then the program (if any) over C's rows x columns, block by    \
       block while it is in cache. pointers: 0 C [batch, m, n], 1 A, 2 B, 3… program operands  \
       (C itself may be one of them, at pointers[first_pointer]; the program may write in      \
       place). s: 0 m, 1 n, 2 k, 3 batch; element (i, p) of A at i*s[4] + p*s[5], of B (p, j)  \
       at p*s[6] + j*s[7]; batch strides s[8] of A, s[9] of B (0 = shared); in elements.       \
       For A and B at least one of the two strides is 1 (or its extent is 1).                  \
       With a program, batch = 1. k = 0 gives zeros. */                                        \
    X(matmul)                                                                                  \
    /* A program over s[0] rows x s[1] columns. */                                             \
    X(elementwise)                                                                             \
    /* pointers: 0 out [outer, inner], 1 in [outer, k, inner]; s: 0 outer, 1 k, 2 inner.       \
       scalars: 0 factor that multiplies the finished sum. */                                  \
    X(reduce_sum)                                                                              \
    /* The same layout; NaN wins; k >= 1. */                                                   \
    X(reduce_max)                                                                              \
    /* pointers: 0 out, 1 in; [s0 rows, s1 columns], over columns. In place allowed. */        \
    X(softmax)                                                                                 \
    X(log_softmax)                                                                             \
    /* Cross-entropy of logits with labels. pointers: 0 loss [rows], 1 logits [rows, columns], \
       2 labels int32 [rows]. s: 0 rows, 1 columns. A label outside 0..<columns: NaN. */       \
    X(cross_entropy)                                                                           \
    /* pointers: 0 out [rows, columns], 1 upstream [rows], 2 logits, 3 labels.                 \
       out = upstream * (softmax(logits) - one_hot(label)). A label outside: a row of NaN. */  \
    X(gradient_cross_entropy)                                                                  \
    /* pointers: 0 count float [1], 1 scores [rows, columns], 2 labels int32 [rows]: how many  \
       rows have their (first) largest score at their label; a row with a NaN has not. Not     \
       split: part 0 does it all. */                                                           \
    X(count_correct)                                                                           \
    /* 32-bit elements. pointers: 0 out, 1 in; s: 0 rank, 1..6 sizes, 7..12 strides of out,    \
       13..18 strides of in (0 repeats), in elements. Slice, transpose, concatenate, repeat. */\
    X(copy_strided)                                                                            \
    /* pointers: 0 out, 1 table, 2 int32 indices; s: 0 count, 1 bytes of a row, 2 rows of the  \
       table. Row i of out = row indices[i] of table; zeros where the index is outside. */     \
    X(gather_rows)                                                                             \
    /* pointers: 0 out [rows, columns], 1 upstream [count, columns], 2 int32 indices;          \
       s: 0 count, 1 columns, 2 rows. out = 0, then out[indices[i]] += upstream[i] for         \
       ascending i (plain additions in that order); indices outside add nothing. Split over    \
       columns. */                                                                             \
    X(scatter_add_rows)                                                                        \
    /* Keeps an element with probability 1 - rate and scales it. pointers: 0 out, 1 in         \
       [rows, columns], 2 key uint32 [4]: seed low, seed high, step, index of row 0 in the     \
       global batch. s: 0 rows, 1 columns, 2 stream (of the layer), 3 threshold.               \
       word = Philox4x32-10(counter (column/4, key[3] + row, key[2], stream),                  \
       key (key[0], key[1]))[column % 4]; out = word >= threshold ? in * scalars[0] : 0.       \
       In place allowed. */                                                                    \
    X(dropout)                                                                                 \
    /* Optimizers, over s[0] elements. pointers: 0 weights, 1 gradients, 2 velocity (may be    \
       NULL when momentum = 0). scalars: 0 learning rate, 1 momentum, 2 weight decay (added to \
       the gradient), 3 nesterov (0 or 1). PyTorch's rule: g += decay*w; v = momentum*v + g;   \
       w -= rate * (nesterov ? g + momentum*v : v). Each "+=", "-=" and "+" is fused. */       \
    X(sgd)                                                                                     \
    /* pointers: 0 weights, 1 gradients, 2 first moment, 3 second moment. scalars: 0 step      \
       size, 1 beta1, 2 1-beta1, 3 beta2, 4 1-beta2, 5 epsilon, 6 decay added to the gradient, \
       7 shrinkage. g += s6*w; w -= s7*w; m = s1*m + s2*g; v = s3*v + s4*g*g;                  \
       w -= s0 * m / (sqrt(v) + s5). With s0 = rate*sqrt(1-beta2^t)/(1-beta1^t) and            \
       s5 = epsilon*sqrt(1-beta2^t) this is the paper's rule. Fused: the decays, the first     \
       product of each moment and the last step. */                                            \
    X(adam)                                                                                    \
    /* pointers: 0 weights, 1 gradients, 2 squares, 3 velocity (may be NULL when momentum = 0).\
       scalars: 0 learning rate, 1 share of the old squares, 2 share of the new, 3 epsilon,    \
       4 momentum, 5 decay added to the gradient. g += s5*w; q = s1*q + s2*g*g;                \
       v = s4*v + g / (sqrt(q) + s3); w -= s0*v. Shares beta, 1-beta: RMSprop; 1, 1: Adagrad.  \
       Fused: the decay, the first product of q and of v, and the last step. */                \
    X(rmsprop)                                                                                 \
    /* pointers: 0 weights, 1 gradients, 2 first moment, 3 second moment. scalars: 0 step size \
       of the moment, 1 step size of the gradient, 2 beta1, 3 1-beta1, 4 beta2, 5 1-beta2,     \
       6 epsilon, 7 decay added to the gradient. g += s7*w; m = s2*m + s3*g;                   \
       v = s4*v + s5*g*g; w -= (s0*m + s1*g) / (sqrt(v) + s6). Fused: the decay, the first     \
       product of each moment and of the step. */                                              \
    X(nadam)                                                                                   \
    /* pointers: 0 weights, 1 gradients, 2 moment. scalars: 0 learning rate, 1 beta1,          \
       2 1-beta1, 3 beta2, 4 1-beta2, 5 shrinkage. w -= s5*w; w -= s0 * sign(s1*m + s2*g);     \
       m = s3*m + s4*g. sign is 0 at 0; NaN stays. Fused: the shrinkage, the first product of  \
       each sum, and the step. */                                                              \
    X(lion)

typedef struct ck_kernels {
    const char *_Nonnull name;   // "avx512", "avx2", "neon", "portable"
    int32_t lanes;               // float32 lanes of a vector
#define X(name) ck_kernel _Nonnull name;
    CK_KERNELS(X)
#undef X
} ck_kernels;

// The table for an instruction set by its name, or NULL when this machine (or this build) lacks it.
const ck_kernels *_Nullable ck_kernels_named(const char *_Nonnull name);

// The best table this machine can run.
const ck_kernels *_Nonnull ck_kernels_best(void);

#ifdef __cplusplus
}
#endif
#endif
