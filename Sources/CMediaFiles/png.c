#include "media_files.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>

struct media_png {
    png_image image;
};

static void give_reason(const png_image *image, char *reason) {
    snprintf(reason, MEDIA_REASON_LENGTH, "%s", image->message);
}

media_png *media_png_open(
    const uint8_t *bytes, size_t count, media_picture_size *size, char *reason) {
    media_png *png = calloc(1, sizeof *png);
    if (png == NULL) {
        snprintf(reason, MEDIA_REASON_LENGTH, "no memory");
        return NULL;
    }
    png->image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&png->image, bytes, count)) {
        give_reason(&png->image, reason);
        free(png);
        return NULL;
    }
    // 8 bits a channel, in the order red, green, blue, alpha; palettes are looked up.
    png->image.format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA;
    // Without a gamma of its own, a 16-bit picture is meant for a screen as any other is.
    png->image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    size->width = png->image.width;
    size->height = png->image.height;
    size->channels = PNG_IMAGE_PIXEL_CHANNELS(png->image.format);
    return png;
}

bool media_png_read(media_png *png, uint8_t *pixels, char *reason) {
    if (png_image_finish_read(&png->image, NULL, pixels, 0, NULL)) return true;
    give_reason(&png->image, reason);
    return false;
}

void media_png_close(media_png *png) {
    png_image_free(&png->image);
    free(png);
}

static png_image image_of(media_picture_size size) {
    png_image image = {0};
    image.version = PNG_IMAGE_VERSION;
    image.width = size.width;
    image.height = size.height;
    image.format = size.channels == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    return image;
}

size_t media_png_bound(media_picture_size size) {
    png_image image = image_of(size);
    return PNG_IMAGE_PNG_SIZE_MAX(image);
}

size_t media_png_write(
    media_picture_size size, const uint8_t *pixels, uint8_t *output, size_t capacity,
    char *reason) {
    png_image image = image_of(size);
    png_alloc_size_t used = capacity;
    if (png_image_write_to_memory(&image, output, &used, 0, pixels, 0, NULL)) return used;
    give_reason(&image, reason);
    png_image_free(&image);
    return 0;
}
