// The three kernels of convolutions.

static void kernel_convolution(const ck_call *call, int32_t part, int32_t parts, void *scratch) {
    const convolution c = convolution_of(call);
    const int64_t filters = c.filters / c.groups, rows = c.count * c.out_height * c.out_width;
    if (rows == 0 || filters == 0) return;
    patch_product whole = {.patches = patches_of(&c, call->pointers[1])};
    if (is_depthwise(&c)) {
        depthwise d = depthwise_of(&c, whole.patches, call->pointers[2], 0);
        run_depthwise(call, &d, rows, part, parts, scratch);
        return;
    }
    whole.product = (product){
        .m = rows, .n = c.filters, .k = c.lines * c.columns * whole.patches.channels,
        .b_step = c.filters, .b_column = 1, .b = call->pointers[2], .c = call->pointers[0],
    };
    if (c.groups == 1 && is_for_winograd(&whole.patches, filters))
        multiply_winograd(call, &whole, part, parts, scratch);
    else
        multiply_groups(call, &whole, c.groups, rows, filters, filters, part, parts, scratch);
}

static void kernel_convolution_transposed(const ck_call *call, int32_t part, int32_t parts, void *scratch) {
    const convolution c = convolution_of(call);
    const int64_t channels = c.channels / c.groups, rows = c.count * c.height * c.width;
    if (rows == 0 || channels == 0) return;
    patch_product whole = {.patches = turned_patches_of(&c, call->pointers[1])};
    if (is_depthwise(&c)) {
        depthwise d = depthwise_of(&c, whole.patches, call->pointers[2], 1);
        run_depthwise(call, &d, rows, part, parts, scratch);
        return;
    }
    whole.turned = channels * c.filters;
    whole.product = (product){
        .m = rows, .n = c.channels, .k = c.lines * c.columns * whole.patches.channels,
        .b_step = 1, .b_column = c.filters, .b = call->pointers[2], .c = call->pointers[0],
    };
    if (c.groups == 1 && is_for_winograd(&whole.patches, channels))
        multiply_winograd(call, &whole, part, parts, scratch);
    else
        multiply_groups(call, &whole, c.groups, rows, channels, whole.patches.channels, part, parts, scratch);
}

static void kernel_convolution_weights(const ck_call *call, int32_t part, int32_t parts, void *scratch) {
    const convolution c = convolution_of(call);
    const int64_t filters = c.filters / c.groups;
    patch_product whole = {.patches = patches_of(&c, call->pointers[1]), .as_columns = 1};
    const int64_t rows = c.lines * c.columns * whole.patches.channels;
    if (rows == 0 || filters == 0) return;
    const int64_t positions = c.count * c.out_height * c.out_width;
    if (is_depthwise(&c)) {
        depthwise d = depthwise_of(&c, whole.patches, 0, 0);
        depthwise_weights(&d, call->pointers[2], call->pointers[0], positions,
                          share(c.channels, WIDTH, part, parts));
        return;
    }
    if (c.count == 0) __builtin_memset(call->pointers[0], 0, (size_t)(rows * c.filters) * sizeof(float));
    whole.product = (product){
        .m = rows, .n = c.filters, .k = positions,
        .b_step = c.filters, .b_column = 1, .b = call->pointers[2], .c = call->pointers[0],
    };
    multiply_groups(call, &whole, c.groups, rows, filters, filters, part, parts, scratch);
}
