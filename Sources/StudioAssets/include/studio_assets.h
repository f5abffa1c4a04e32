#pragma once
#include <stddef.h>

// The files of the studio's page, as they are in Page/.
typedef struct {
    const char *name; // With the folder, such as "parts/pad.js".
    const unsigned char *bytes;
    size_t count;
} studio_asset;

extern const size_t studio_asset_count;

// The file of a number below studio_asset_count, else NULL.
const studio_asset *studio_asset_at(size_t index);
