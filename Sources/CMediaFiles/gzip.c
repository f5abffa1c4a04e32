#include "media_files.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

struct media_gzip {
    z_stream stream;
    const uint8_t *next;
    size_t left;
};

// Gzip's own header and trailer, and the largest window.
static const int gzip_window = 16 + MAX_WBITS;

media_gzip *media_gzip_open(const uint8_t *bytes, size_t count) {
    media_gzip *gzip = calloc(1, sizeof *gzip);
    if (gzip == NULL) return NULL;
    if (inflateInit2(&gzip->stream, gzip_window) != Z_OK) {
        free(gzip);
        return NULL;
    }
    gzip->next = bytes;
    gzip->left = count;
    return gzip;
}

media_gzip_outcome media_gzip_next(
    media_gzip *gzip, uint8_t *output, size_t capacity, size_t *written) {
    z_stream *stream = &gzip->stream;
    *written = 0;
    for (;;) {
        // zlib counts in unsigned int, so a large file goes through in pieces.
        uInt input_piece = gzip->left < UINT_MAX ? (uInt)gzip->left : UINT_MAX;
        size_t room = capacity - *written;
        uInt output_piece = room < UINT_MAX ? (uInt)room : UINT_MAX;
        stream->next_in = (z_const Bytef *)gzip->next;
        stream->avail_in = input_piece;
        stream->next_out = output + *written;
        stream->avail_out = output_piece;

        int result = inflate(stream, Z_NO_FLUSH);

        gzip->next += input_piece - stream->avail_in;
        gzip->left -= input_piece - stream->avail_in;
        *written += output_piece - stream->avail_out;
        switch (result) {
        case Z_STREAM_END: return MEDIA_GZIP_MEMBER_ENDED;
        case Z_OK:
        case Z_BUF_ERROR:
            if (*written == capacity) return MEDIA_GZIP_OUTPUT_FULL;
            if (gzip->left == 0) return MEDIA_GZIP_INPUT_ENDED;
            if (result == Z_BUF_ERROR) return MEDIA_GZIP_DAMAGED;
            break;
        case Z_MEM_ERROR: return MEDIA_GZIP_NO_MEMORY;
        default: return MEDIA_GZIP_DAMAGED;
        }
    }
}

bool media_gzip_next_member(media_gzip *gzip) {
    // Whatever else follows a member is no part of the data: gzip ignores it too.
    if (gzip->left < 2 || gzip->next[0] != 0x1F || gzip->next[1] != 0x8B) return false;
    return inflateReset(&gzip->stream) == Z_OK;
}

void media_gzip_close(media_gzip *gzip) {
    inflateEnd(&gzip->stream);
    free(gzip);
}

size_t media_gzip_bound(size_t count) {
    // What deflate may add to data that it cannot compress, and gzip's header and trailer.
    return count + (count >> 10) + 128;
}

size_t media_gzip_compress(const uint8_t *bytes, size_t count, uint8_t *output, size_t capacity) {
    z_stream stream = {0};
    if (deflateInit2(
            &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY)
        != Z_OK) {
        return 0;
    }
    size_t used = 0, taken = 0;
    int result = Z_OK;
    while (result == Z_OK) {
        uInt input_piece = count - taken < UINT_MAX ? (uInt)(count - taken) : UINT_MAX;
        uInt output_piece = capacity - used < UINT_MAX ? (uInt)(capacity - used) : UINT_MAX;
        stream.next_in = (z_const Bytef *)bytes + taken;
        stream.avail_in = input_piece;
        stream.next_out = output + used;
        stream.avail_out = output_piece;
        result = deflate(&stream, taken + input_piece == count ? Z_FINISH : Z_NO_FLUSH);
        taken += input_piece - stream.avail_in;
        used += output_piece - stream.avail_out;
    }
    deflateEnd(&stream);
    return result == Z_STREAM_END ? used : 0;
}
