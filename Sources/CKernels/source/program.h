// Element-wise programs: all instructions run on one block of the region, then on the next, so that
// what passes from one to the next stays in the first-level cache.
//
// The elements of a block are a contiguous run. Operands that repeat are spelled out into a block of
// their own: once for the whole call where every block sees the same, else block by block.

enum {
    BLOCK = 512,                  // elements
    EXPANSION = 2 * BLOCK,        // room for what repeats: a row operand of up to BLOCK columns
    PROGRAM_SCRATCH = (CK_MAX_TEMPORARIES * BLOCK + CK_MAX_POINTERS * EXPANSION) * 4,
    MAX_SLOTS = CK_MAX_POINTERS + CK_MAX_TEMPORARIES,
};

typedef struct region {
    const ck_program *program;
    int64_t rows, columns;
    float *expansions, *temporaries;
    char *memory[CK_MAX_POINTERS];
    uint8_t extents[CK_MAX_POINTERS];
    uint8_t sizes[CK_MAX_POINTERS];  // bytes of an element
} region;

// One instruction over whole vectors.
static void run_vectors(const ck_instruction *instruction, float *target, const float *first,
                        const float *second, int64_t count) {
    const float constant = instruction->constant;
    switch (instruction->function) {
#define X(name, code)                                                                          \
    case code:                                                                                 \
        for (int64_t i = 0; i < count; i += WIDTH)                                             \
            store(target + i, apply_##name(load(first + i), constant));                        \
        break;
        CK_UNARY_FUNCTIONS(X)
#undef X
#define X(name, code)                                                                          \
    case code:                                                                                 \
        for (int64_t i = 0; i < count; i += WIDTH)                                             \
            store(target + i, apply_##name(load(first + i), load(second + i), constant));      \
        break;
        CK_BINARY_FUNCTIONS(X)
#undef X
    case CK_FUNCTION_from_uint8:
        for (int64_t i = 0; i < count; i += WIDTH) {
            bytes b = *(const bytes_in_memory *)((const char *)first + i);
            store(target + i, __builtin_convertvector(b, vector) * constant);
        }
        break;
    case CK_FUNCTION_from_int32:
        for (int64_t i = 0; i < count; i += WIDTH)
            store(target + i, __builtin_convertvector((integers)load(first + i), vector));
        break;
    }
}

// One instruction over any number of elements: the last few are padded to a vector and take the
// same steps.
static void run_instruction(const ck_instruction *instruction, float *const *slots,
                            const uint8_t *sizes, int64_t count) {
    float *target = slots[instruction->target];
    const char *first = (const char *)slots[instruction->first];
    const float *second = slots[instruction->function < CK_FUNCTION_add ? instruction->target
                                                                        : instruction->second];
    int64_t whole = count & ~(int64_t)(WIDTH - 1), rest = count - whole;
    if (whole > 0) run_vectors(instruction, target, (const float *)first, second, whole);
    if (rest == 0) return;
    float padded[2][WIDTH] = {{0}};
    int64_t size = sizes[instruction->first];
    __builtin_memcpy(padded[0], first + whole * size, (size_t)(rest * size));
    store(padded[1], load_partial(second + whole, rest, 0));
    run_vectors(instruction, padded[0], padded[0], padded[1], WIDTH);
    store_partial(target + whole, rest, load(padded[0]));
}

// `count` copies of an element.
static void fill(char *to, const char *element, int64_t count, int64_t size) {
    if (size == 1) {
        __builtin_memset(to, *element, (size_t)count);
        return;
    }
    float value = *(const float *)element, *floats = (float *)to;
    int64_t i = 0;
    for (; i + WIDTH <= count; i += WIDTH) store(floats + i, value);
    store_partial(floats + i, count - i, value);
}

// Row after row of the same, from the second on by whole vectors: what a vector spills over the end
// of its row the next row overwrites, and the last one's falls into the expansion's spare room.
static void repeat(char *to, const char *row, int64_t length, int64_t rows) {
    __builtin_memcpy(to, row, (size_t)length);
    for (int64_t i = 1; i < rows; i++)
        for (int64_t j = 0; j < length; j += sizeof(vector))
            store((float *)(to + i * length + j), load((const float *)(to + j)));
}

// A group's row for each of `rows` rows from `row` on, which are whole unless there is only one.
static char *expand_groups(char *to, char *groups, int64_t period, int64_t row, int64_t rows,
                           int64_t length, int64_t begin) {
    if (rows == 1) return groups + row / period * length + begin;
    for (int64_t i = 0; i < rows;) {
        int64_t group = (row + i) / period;
        int64_t count = smaller_of(rows - i, (group + 1) * period - (row + i));
        repeat(to + i * length, groups + group * length, length, count);
        i += count;
    }
    return to;
}

INLINE char *expansion(const region *region, int operand) {
    return (char *)(region->expansions + operand * EXPANSION);
}

// Blocks hold whole rows where a row fits, else parts of one row.
INLINE int64_t rows_of_block(const region *region) {
    return region->columns > BLOCK ? 1 : larger_of(1, BLOCK / larger_of(1, region->columns));
}

// Reads the program's operands; `scratch` has PROGRAM_SCRATCH bytes. Extents that mean the same are
// made one, and a region in which nothing repeats by rows becomes a single row.
static region prepare_region(const ck_call *call, int64_t rows, int64_t columns, int flatten,
                             void *scratch) {
    const ck_program *program = call->program;
    region region = {.program = program, .rows = rows, .columns = columns};
    region.temporaries = scratch;
    region.expansions = region.temporaries + CK_MAX_TEMPORARIES * BLOCK;
    __builtin_memset(region.sizes, sizeof(float), sizeof(region.sizes));
    for (int i = 0; i < program->instruction_count; i++)
        if (program->instructions[i].function == CK_FUNCTION_from_uint8)
            region.sizes[program->instructions[i].first] = 1;
    int repeats = 0;
    for (int i = 0; i < program->operand_count; i++) {
        uint8_t extent = program->extents[i];
        if (extent == CK_EXTENT_ROW && rows == 1) extent = CK_EXTENT_FULL;
        if (extent == CK_EXTENT_ROW && columns == 1) extent = CK_EXTENT_SCALAR;
        if (extent == CK_EXTENT_COLUMN && columns == 1) extent = CK_EXTENT_FULL;
        if (extent == CK_EXTENT_COLUMN && rows == 1) extent = CK_EXTENT_SCALAR;
        repeats |= extent == CK_EXTENT_ROW || extent == CK_EXTENT_COLUMN || extent == CK_EXTENT_GROUP;
        region.extents[i] = extent;
        region.memory[i] = call->pointers[program->first_pointer + i];
    }
    if (flatten && !repeats) region.rows = 1, region.columns = rows * columns;
    int64_t block = smaller_of(BLOCK, region.rows * region.columns);
    for (int i = 0; i < program->operand_count; i++) {
        if (region.extents[i] == CK_EXTENT_SCALAR)
            fill(expansion(&region, i), region.memory[i], block, region.sizes[i]);
        if (region.extents[i] == CK_EXTENT_ROW && region.columns <= BLOCK)
            repeat(expansion(&region, i), region.memory[i], region.columns * region.sizes[i],
                   smaller_of(rows_of_block(&region), region.rows));
    }
    return region;
}

// Runs the program on rows x columns that lie in one contiguous run from (row, column) on.
static void run_block(const region *region, int64_t row, int64_t column, int64_t rows,
                      int64_t columns) {
    const ck_program *program = region->program;
    float *slots[MAX_SLOTS];
    uint8_t sizes[MAX_SLOTS];
    __builtin_memset(sizes, sizeof(float), sizeof(sizes));
    __builtin_memcpy(sizes, region->sizes, sizeof(region->sizes));
    for (int i = 0; i < program->operand_count; i++) {
        int64_t size = region->sizes[i];
        char *memory = region->memory[i], *expanded = expansion(region, i);
        switch (region->extents[i]) {
        case CK_EXTENT_FULL: memory += (row * region->columns + column) * size; break;
        case CK_EXTENT_ROW:
            memory = region->columns > BLOCK ? memory + column * size : expanded + column * size;
            break;
        case CK_EXTENT_COLUMN:
            for (int64_t i = 0; i < rows; i++)
                fill(expanded + i * columns * size, memory + (row + i) * size, columns, size);
            memory = expanded;
            break;
        case CK_EXTENT_GROUP:
            memory = expand_groups(expanded, memory, program->periods[i], row, rows,
                                   region->columns * size, column * size);
            break;
        default: memory = expanded;
        }
        slots[i] = (float *)memory;
    }
    for (int i = 0; i < program->temporary_count; i++) {
        slots[program->operand_count + i] = region->temporaries + i * BLOCK;
        sizes[program->operand_count + i] = sizeof(float);
    }
    for (int i = 0; i < program->instruction_count; i++)
        run_instruction(program->instructions + i, slots, sizes, rows * columns);
}

// Runs the program on a rectangle of the region.
static void run_region(const region *region, range rows, range columns) {
    if (columns.begin == 0 && columns.end == region->columns && region->columns <= BLOCK) {
        int64_t step = rows_of_block(region);
        for (int64_t row = rows.begin; row < rows.end; row += step)
            run_block(region, row, 0, smaller_of(step, rows.end - row), region->columns);
        return;
    }
    for (int64_t row = rows.begin; row < rows.end; row++)
        for (int64_t column = columns.begin; column < columns.end; column += BLOCK)
            run_block(region, row, column, 1, smaller_of(BLOCK, columns.end - column));
}

static void kernel_elementwise(const ck_call *call, int32_t part, int32_t parts, void *scratch) {
    if (call->sizes[0] == 0 || call->sizes[1] == 0) return;
    region region = prepare_region(call, call->sizes[0], call->sizes[1], 1, scratch);
    range rows = {0, region.rows}, columns = {0, region.columns};
    if (region.columns <= BLOCK || region.rows >= 8 * parts) rows = share(region.rows, 1, part, parts);
    else columns = share(region.columns, WIDTH, part, parts);
    run_region(&region, rows, columns);
}
