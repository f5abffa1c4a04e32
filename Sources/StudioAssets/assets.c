// Written by scripts/embed-page.
#include "studio_assets.h"

#pragma clang diagnostic ignored "-Wc23-extensions" // #embed is of C23.

static const unsigned char file_0[] = {
#embed "Page/index.html"
};

static const studio_asset files[] = {
    {"index.html", file_0, sizeof file_0},
};

const size_t studio_asset_count = sizeof files / sizeof files[0];

const studio_asset *studio_asset_at(size_t index) {
    return index < studio_asset_count ? &files[index] : NULL;
}
