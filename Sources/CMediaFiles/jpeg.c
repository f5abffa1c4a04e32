#include "media_files.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>
#include <jerror.h>

// A real progressive picture has about ten scans; thousands only serve to waste time.
static const int most_scans = 100;

struct media_jpeg {
    struct jpeg_decompress_struct decoder;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    // Where the library's errors lead; valid while a function below runs.
    jmp_buf escape;
    char *reason;
};

static void fail(j_common_ptr common) {
    media_jpeg *jpeg = common->client_data;
    char message[JMSG_LENGTH_MAX];
    common->err->format_message(common, message);
    snprintf(jpeg->reason, MEDIA_REASON_LENGTH, "%s", message);
    longjmp(jpeg->escape, 1);
}

// The library only warns of missing or damaged pixels and paints them grey; we refuse them.
static void hear_warning(j_common_ptr common, int level) {
    if (level >= 0) return;
    switch (common->err->msg_code) {
    case JWRN_JPEG_EOF:
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_MUST_RESYNC:
    case JWRN_ARITH_BAD_CODE: fail(common);
    default: break;
    }
}

static void watch_scans(j_common_ptr common) {
    media_jpeg *jpeg = common->client_data;
    if (jpeg->decoder.input_scan_number > most_scans) {
        snprintf(jpeg->reason, MEDIA_REASON_LENGTH, "more than %d scans", most_scans);
        longjmp(jpeg->escape, 1);
    }
}

media_jpeg *media_jpeg_open(
    const uint8_t *bytes, size_t count, media_picture_size *size, char *reason) {
    media_jpeg *jpeg = calloc(1, sizeof *jpeg);
    if (jpeg == NULL) {
        snprintf(reason, MEDIA_REASON_LENGTH, "no memory");
        return NULL;
    }
    jpeg->reason = reason;
    jpeg->decoder.err = jpeg_std_error(&jpeg->errors);
    jpeg->errors.error_exit = fail;
    jpeg->errors.emit_message = hear_warning;
    jpeg->decoder.client_data = jpeg;
    if (setjmp(jpeg->escape) != 0) {
        media_jpeg_close(jpeg);
        return NULL;
    }
    jpeg_create_decompress(&jpeg->decoder);
    jpeg->progress.progress_monitor = watch_scans;
    jpeg->decoder.progress = &jpeg->progress;
    jpeg_mem_src(&jpeg->decoder, bytes, count);
    jpeg_read_header(&jpeg->decoder, TRUE);
    switch (jpeg->decoder.jpeg_color_space) {
    case JCS_GRAYSCALE: jpeg->decoder.out_color_space = JCS_GRAYSCALE; break;
    case JCS_CMYK:
    case JCS_YCCK: jpeg->decoder.out_color_space = JCS_CMYK; break;
    default: jpeg->decoder.out_color_space = JCS_RGB; break;
    }
    size->width = jpeg->decoder.image_width;
    size->height = jpeg->decoder.image_height;
    size->channels = jpeg->decoder.out_color_space == JCS_GRAYSCALE ? 1 : 3;
    return jpeg;
}

// Printers' inks to light. Adobe's programs, alone in marking their files, store them inverted.
static void mix_inks(const media_jpeg *jpeg, const uint8_t *inks, uint8_t *pixels) {
    uint8_t flip = jpeg->decoder.saw_Adobe_marker ? 0 : 0xFF;
    for (JDIMENSION x = 0; x < jpeg->decoder.output_width; x++) {
        unsigned light = inks[4 * x + 3] ^ flip;
        for (int channel = 0; channel < 3; channel++) {
            pixels[3 * x + channel] = ((inks[4 * x + channel] ^ flip) * light + 127) / 255;
        }
    }
}

bool media_jpeg_read(media_jpeg *jpeg, uint8_t *pixels, char *reason) {
    struct jpeg_decompress_struct *decoder = &jpeg->decoder;
    jpeg->reason = reason;
    if (setjmp(jpeg->escape) != 0) return false;
    jpeg_start_decompress(decoder);
    bool has_inks = decoder->out_color_space == JCS_CMYK;
    size_t channels = has_inks ? 3 : (size_t)decoder->output_components;
    JSAMPARRAY inks = NULL;
    if (has_inks) {
        inks = decoder->mem->alloc_sarray(
            (j_common_ptr)decoder, JPOOL_IMAGE, decoder->output_width * 4, 1);
    }
    while (decoder->output_scanline < decoder->output_height) {
        uint8_t *row = pixels + (size_t)decoder->output_scanline * decoder->output_width * channels;
        JSAMPROW rows[1] = {has_inks ? inks[0] : row};
        if (jpeg_read_scanlines(decoder, rows, 1) == 1 && has_inks) mix_inks(jpeg, inks[0], row);
    }
    jpeg_finish_decompress(decoder);
    return true;
}

void media_jpeg_close(media_jpeg *jpeg) {
    jpeg_destroy_decompress(&jpeg->decoder);
    free(jpeg);
}
