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
// * Normalisation sums over the rows of each channel in blocks of CK_BLOCK_ROWS rows, the last one
//   shorter, each block such a sum, and the blocks' results are summed so again. Blocks begin at
//   multiples of CK_BLOCK_ROWS whatever the split.
// * Attention takes keys in blocks of CK_KEY_BLOCK from key 0 on. A row's sum of exponentials of a block is
//   such a sum, weighted values are one chain over a block's keys; with each further block what was summed
//   before is multiplied by exp(old largest - new largest) and the block's sum added. Its gradient sums over
//   queries in chains of CK_QUERY_BLOCK from query 0 on, then head after head. Keys that a query does not
//   see change no bit.
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
    CK_BLOCK_ROWS = 256,     // rows of a channel summed at a time by normalisation
    CK_PANEL = 32,           // columns of a panel of recurrent weights
    CK_KEY_BLOCK = 256,      // keys of attention at a time
    CK_QUERY_BLOCK = 64,     // queries at a time in its gradient
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
    CK_EXTENT_GROUP = 4,   // `columns` elements for each `period` neighbouring rows
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
    int64_t periods[CK_MAX_POINTERS];  // of operands of extent CK_EXTENT_GROUP; they divide the rows
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
    /* Convolution of images with weights, then the program (if any) over positions x filters. \
       pointers: 0 outputs [count, out height, out width, filters], 1 images [count, height,   \
       width, channels], 2 weights [lines, columns, channels/groups, filters], 3… program      \
       operands as of matmul. s: 0 count, 1 height, 2 width, 3 channels, 4 lines, 5 columns,   \
       6 filters, 7 out height, 8 out width, 9 stride y, 10 x, 11 zeros before y, 12 x (may be \
       negative), 13 dilation y, 14 x, 15 groups (divide channels and filters). Output (y, x)  \
       sums pixel (y*s9 - s11 + line*s13, x*s10 - s12 + column*s14) times weight (line,        \
       column) over lines, columns, channels in this order; outside of an image are zeros.     \
       Kernels of 3 x 3 and 5 x 5 with stride and dilation 1, one group, 16 filters or more    \
       and 16 to 224 channels sum as source/winograd.h says instead, where that takes less     \
       than ten sixteenths of the multiplications; `winograd` of the tests is the same. */     \
    X(convolution)                                                                             \
    /* The transposed convolution: what images get from outputs, as of a gradient. The same    \
       sizes; pointers: 0 images, 1 outputs, 2 weights, 3… program operands over pixels x      \
       channels. Sums over lines and columns backwards, then over filters; or as Winograd      \
       does, with channels and filters in each other's place. */                               \
    X(convolution_transposed)                                                                  \
    /* The gradient of the weights: images times outputs, summed over all positions. The same  \
       sizes; pointers: 0 weights, 1 images, 2 outputs. */                                     \
    X(convolution_weights)                                                                     \
    /* A program over s[0] rows x s[1] columns. */                                             \
    X(elementwise)                                                                             \
    /* pointers: 0 out [outer, inner], 1 in [outer, k, inner]; s: 0 outer, 1 k, 2 inner.       \
       scalars: 0 factor that multiplies the finished sum. */                                  \
    X(reduce_sum)                                                                              \
    /* The same layout; NaN wins; k >= 1. */                                                   \
    X(reduce_max)                                                                              \
    /* What normalisation needs of the rows of each channel, block by block (CK_BLOCK_ROWS).   \
       pointers: 0 out [outer, blocks, 2, channels], 1 in [outer, rows, channels]; s: 0 outer, \
       1 rows, 2 channels. out: the block's sum, and the sum over the block of (x - m)^2 where \
       m = sum / rows of the block. rows >= 1. */                                              \
    X(block_moments)                                                                           \
    /* The moments of all blocks. pointers: 0 out [outer, 2, channels], 1 in [outer, blocks,   \
       2, channels] as block_moments leaves it; s as there. out: mean = sum of sums / rows,    \
       and variance = sum of (squares + (sum / n - mean)^2 * n) / rows, n rows in a block. */  \
    X(merge_moments)                                                                           \
    /* What the gradient of normalisation needs, block by block. pointers: 0 out [outer,       \
       blocks, 2, channels], 1 upstream and 2 in [outer, rows, channels], 3 mean [outer,       \
       channels]; s as in block_moments. out: the sum of the upstream, and of                  \
       upstream * (in - mean). */                                                              \
    X(block_gradient_sums)                                                                     \
    /* Mean and variance of each row. pointers: 0 out [2, rows], 1 in [rows, columns]; s: 0    \
       rows, 1 columns. mean = sum / columns, variance = sum of (x - mean)^2 / columns. */     \
    X(row_moments)                                                                             \
    /* The gradient of normalised rows. pointers: 0 out [rows, columns], 1 upstream and 2 in   \
       [rows, columns], 3 mean and 4 inverse [rows], 5 scale [columns]; s as in row_moments.   \
       u = upstream * scale; a = sum of u / columns; b = sum of u * (in - mean) / columns *    \
       (inverse * inverse); out = (u - a - (in - mean) * b) * inverse. */                      \
    X(gradient_normalized_rows)                                                                \
    /* What the gradients of the scale and shift of normalised rows need, block by block.      \
       pointers: 0 out [blocks, 2, columns], 1 to 4 as there; s: 0 is 1, 1 rows, 2 columns.    \
       out: the sum of the upstream, and of upstream * ((in - mean) * inverse). */             \
    X(block_row_sums)                                                                          \
    /* pointers: 0 out, 1 in; [s0 rows, s1 columns], over columns. In place allowed. */        \
    X(softmax)                                                                                 \
    X(log_softmax)                                                                             \
    /* Cross-entropy of logits with labels. pointers: 0 loss [rows], 1 logits [rows, columns], \
       2 labels int32 [rows]. s: 0 rows, 1 columns, 2 whether rows with a negative label count \
       for nothing: loss 0. Any other label outside 0..<columns: NaN. */                       \
    X(cross_entropy)                                                                           \
    /* pointers: 0 out [rows, columns], 1 upstream [rows], 2 logits, 3 labels.                 \
       The same sizes. out = upstream * (softmax(logits) - one_hot(label)). A label outside: a \
       row of NaN, or of zeros where it counts for nothing. */                                 \
    X(gradient_cross_entropy)                                                                  \
    /* pointers: 0 count float [1], 1 scores [rows, columns], 2 labels int32 [rows]: how many  \
       rows have their (first) largest score at their label; a row with a NaN has not. s: 2    \
       rows of an example, 0 as 1: of several, it counts the share of those whose label is not \
       negative. Not split: part 0 does it all. */                                             \
    X(count_correct)                                                                           \
    /* Attention. pointers: 0 out, numbers [batch, length, heads, size], then the largest score \
       and the sum of exponentials of each row [batch, heads, length, 2]; 1 queries, 2 keys,   \
       3 values, 4 lengths int32 [batch]. s: 0 batch, 1 length, 2 keys, 3 heads, 4 groups, which \
       divide them, 5 size, at most 256, 6 causal (0 or 1), 7 whether there are lengths, 8 to 10 \
       numbers from one row of queries, keys, values to the next, 11 to 13 numbers before the  \
       first. scalars: 0 scale of scores. Head h reads group h / (heads / groups). A query     \
       sees the first `known` keys, lengths (within 0...keys) or all; causal, query i the first \
       known - length + i + 1. A query that sees none gets zeros. Split over batch and heads. */ \
    X(attention)                                                                               \
    /* The same operands and sizes. pointers: 0 weights [batch, heads, length, keys]. */       \
    X(attention_weights)                                                                       \
    /* pointers: 0 gradients, 1 upstream [batch, length, heads, size], 2 what attention left,  \
       3 queries, 4 keys, 5 values, 6 lengths. The same sizes; 14 to 16 numbers before the     \
       gradients of queries, keys, values, whose rows are as far apart as they are. Split over  \
       batch and groups. */                                                                    \
    X(gradient_attention)                                                                      \
    /* pointers: 0 out [rows, length, 2 half], 1 positions float [rows], 2 frequencies in turns \
       [2, half], high and low parts. s: 0 rows, 1 length, 2 half. Columns 2f and 2f + 1 are   \
       sin and cos of the angle (positions[row] + i) (high + low), for positions below 2^22    \
       turns. */                                                                               \
    X(sinusoids)                                                                               \
    /* pointers: 0 out and 1 in [batch, length, columns], 2 turns [batch or 1, length, size] as \
       of sinusoids. s: 0 batch, 1 length, 2 columns, 3 columns that are turned, a multiple of \
       s4, 4 size, even, 5 rows of turns from one example to the next. scalars: 0 direction, 1 \
       or -1. Each pair (a, b) becomes (a cos - b sin, b cos + a sin); the other columns stay. \
       The second products are fused. */                                                       \
    X(rotate_pairs)                                                                            \
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
    /* pointers: 0 out int32 [rows], 1 tokens int32 [rows, columns]; s: 0 rows, 1 columns.     \
       One more than the last column with a token that is not negative. */                     \
    X(sequence_lengths)                                                                        \
    /* pointers: 0 out int32, 1 in float; s: 0 count. The nearest whole number, of two the     \
       even one; -1 for what no int32 is near. */                                              \
    X(whole_numbers)                                                                           \
    /* pointers: 0 out and 1 in [batch, capacity, width], 2 steps [batch, length, width],      \
       3 places int32 [batch]; s: 0 batch, 1 capacity, 2 width, 3 length. out = in, but step t \
       at place + t where that is inside. In place allowed, and then only steps are moved. */  \
    X(insert)                                                                                  \
    /* Keeps an element with probability 1 - rate and scales it. pointers: 0 out, 1 in         \
       [rows, columns], 2 key uint32 [4]: seed low, seed high, step, index of row 0 in the     \
       global batch. s: 0 rows, 1 columns, 2 stream (of the layer), 3 threshold.               \
       word = Philox4x32-10(counter (column/4, key[3] + row, key[2], stream),                  \
       key (key[0], key[1]))[column % 4]; out = word >= threshold ? in * scalars[0] : 0.       \
       In place allowed. */                                                                    \
    X(dropout)                                                                                 \
    /* Windows over pictures. s: 0 examples, 1 height, 2 width, 3 channels; rows and columns:  \
       4, 5 of a window, 6, 7 from one to the next, 8, 9 of padding before; 10, 11 of windows. \
       Every window looks at a position inside; outside counts for nothing.                    \
       pointers: 0 out [s0, s10, s11, s3], 1 in [s0, s1, s2, s3]. NaN wins; of equals the one  \
       that comes first column by column. */                                                   \
    X(max_pool)                                                                                \
    /* The same; out = sum * (1 / n), n = positions inside, or s4 * s5 if s[12] = 1. Each      \
       column of a window is summed downwards from its first term, then the columns' sums from \
       left to right: windows have too few terms for 16 partial sums. */                       \
    X(average_pool)                                                                            \
    /* The same sizes. pointers: 0 out [s0, s1, s2, s3], 1 in, 2 max_pool of it, 3 upstream    \
       [s0, s10, s11, s3]. out = 0, then for each window, row by row: += upstream where, row   \
       by row, the largest (or a NaN) is first. Split over rows of out. */                     \
    X(gradient_max_pool)                                                                       \
    /* The same sizes. pointers: 0 out [s0, s1, s2, s3], 1 upstream. out = 0, then for each    \
       window, row by row: += upstream * (1 / n) at each position. Split over rows of out. */  \
    X(gradient_average_pool)                                                                   \
    /* Recurrent layers over whole sequences. s: 0 batch, 1 length, 2 hidden, 3 cell (0 tanh,  \
       1 relu, 2 LSTM, 3 GRU), 4 whether from the last step to the first, 5 whether there are  \
       lengths. columns = hidden times the gates: LSTM i, f, g, o; GRU r, z, n; else one.      \
       pointers: 0 out [kinds, batch, length + 1, hidden], 1 inputs [batch, length, columns],  \
       2 weights [hidden, columns], for a batch of more than one in panels [columns / CK_PANEL \
       rounded up, hidden, CK_PANEL], 3 first states [batch, hidden], 4 first cells [batch,    \
       hidden] (LSTM) or bias [columns] (GRU), 5 lengths int32 [batch]. w = state * weights;   \
       cells: h = tanh(x + w); relu(x + w); c = fused(f, c, i*g), h = o * tanh(c); u = w_n +   \
       b_n, n = tanh(fused(r, u, x_n)), h = fused(z, h - n, n), r and z of (x + w) + b. A step \
       at or beyond the row's length leaves state and cell. out: states, cells (LSTM), of which\
       step t has before it position t and after it t + 1, the other way round backwards; then,\
       at position t, i, f, g, o, or r, z, n, u; zeros at other positions. */                  \
    X(recurrence)                                                                              \
    /* The same sizes. pointers: 0 out, 1 upstream [batch, length + 1, hidden] of the states,  \
       2 what recurrence left, 3 weights transposed, [columns, hidden] or in panels, 4 lengths.\
       out: the gradient of inputs [batch, length, columns], of GRU that of x_r, x_z, u, x_n   \
       [batch, length, 4 hidden]; then of first states and of first cells (LSTM). Of states:   \
       a step's = (that of later steps + upstream), then + gradient of the sums * weights; of  \
       cells: that of later steps + (up*o) * (1 - tanh(c)^2). Zeros beyond a length. */        \
    X(gradient_recurrence)                                                                     \
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
    X(lion)                                                                                    \
    /* pointers: 0 sums, 1 terms; s: 0 count. sum = s0*sum + s1*term + s2*sign(term), the      \
       later two products fused; the first and the last are left out where s0 or s2 is 0. */   \
    X(combine)                                                                                 \
    /* pointers: 0 out [count / block rounded up], 1 in [count]; s: 0 count, 1 block. Each out \
       is the sum over the squares of a block. Split over blocks. */                           \
    X(sum_of_squares)                                                                          \
    /* pointers: 0 values, in place, 1 the sum of their squares [1], or NULL. s: 0 count.      \
       scalars: 0 greatest norm, 1 greatest size of a value. Values are multiplied by          \
       s0/norm where the norm is greater than s0, or no number; then brought within -s1...s1.  \
       NaN stays. */                                                                           \
    X(clip)

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
