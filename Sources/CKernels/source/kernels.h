// All kernels for one instruction set. A source file that includes this defines LANES (float32 lanes
// of a register), switches the instruction set on, and makes a table of the kernels.
//
// Nothing fuses but by `fused`, else tails and bodies of loops could differ.

#include <stddef.h>

#pragma STDC FP_CONTRACT OFF
// A vector wider than the machine's registers has no stable calling convention; all functions that
// take one are inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#include "vector.h"
#include "partial.h"
#include "mathematics.h"
#include "functions.h"
#include "transpose.h"
#include "program.h"
#include "matmul_tile.h"
#include "matmul_pack.h"
#include "matmul_vector.h"
#include "matmul.h"
#include "patches.h"
#include "convolution.h"
#include "winograd.h"
#include "depthwise.h"
#include "convolution_kernels.h"
#include "reductions.h"
#include "normalization.h"
#include "normalized_rows.h"
#include "softmax.h"
#include "attention.h"
#include "attention_gradient.h"
#include "positions.h"
#include "movement.h"
#include "sequences.h"
#include "pooling_windows.h"
#include "pooling_pairs.h"
#include "pooling.h"
#include "pooling_gradient.h"
#include "random.h"
#include "optimizers.h"
#include "gradients.h"
#include "recurrent.h"
#include "recurrent_gradient.h"
