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
#include "reductions.h"
#include "softmax.h"
#include "movement.h"
#include "random.h"
#include "optimizers.h"
