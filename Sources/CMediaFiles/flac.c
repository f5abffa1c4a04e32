#include "media_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <FLAC/stream_decoder.h>

struct media_flac {
    FLAC__StreamDecoder *decoder;
    const uint8_t *bytes;
    size_t count;
    size_t place;
    media_sound_size size;
    // Where the block that is being decoded goes.
    float *output;
    size_t capacity;
    size_t written;
    bool has_failed;
    char *reason;
};

static void fail(media_flac *flac, const char *words) {
    if (!flac->has_failed) snprintf(flac->reason, MEDIA_REASON_LENGTH, "%s", words);
    flac->has_failed = true;
}

static FLAC__StreamDecoderReadStatus read_bytes(
    const FLAC__StreamDecoder *decoder, FLAC__byte buffer[], size_t *count, void *data) {
    (void)decoder;
    media_flac *flac = data;
    size_t left = flac->count - flac->place;
    if (*count > left) *count = left;
    if (*count == 0) return FLAC__STREAM_DECODER_READ_STATUS_END_OF_STREAM;
    memcpy(buffer, flac->bytes + flac->place, *count);
    flac->place += *count;
    return FLAC__STREAM_DECODER_READ_STATUS_CONTINUE;
}

static FLAC__StreamDecoderWriteStatus take_block(
    const FLAC__StreamDecoder *decoder, const FLAC__Frame *frame,
    const FLAC__int32 *const channels[], void *data) {
    (void)decoder;
    media_flac *flac = data;
    const FLAC__FrameHeader *header = &frame->header;
    if (header->blocksize > flac->capacity || header->channels != flac->size.channels ||
        header->bits_per_sample == 0 || header->bits_per_sample > 32) {
        fail(flac, "a block that does not fit the others");
        return FLAC__STREAM_DECODER_WRITE_STATUS_ABORT;
    }
    double scale = 1.0 / ((double)(1u << (header->bits_per_sample - 1)) * header->channels);
    for (uint32_t index = 0; index < header->blocksize; index++) {
        double sum = 0;
        for (uint32_t channel = 0; channel < header->channels; channel++) {
            sum += channels[channel][index];
        }
        flac->output[index] = (float)(sum * scale);
    }
    flac->written = header->blocksize;
    return FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE;
}

static void take_head(
    const FLAC__StreamDecoder *decoder, const FLAC__StreamMetadata *metadata, void *data) {
    (void)decoder;
    media_flac *flac = data;
    if (metadata->type != FLAC__METADATA_TYPE_STREAMINFO) return;
    flac->size.rate = metadata->data.stream_info.sample_rate;
    flac->size.channels = metadata->data.stream_info.channels;
    flac->size.samples = metadata->data.stream_info.total_samples;
}

static void hear_error(
    const FLAC__StreamDecoder *decoder, FLAC__StreamDecoderErrorStatus status, void *data) {
    (void)decoder;
    // The decoder would go on with the next block; we refuse a recording with a gap.
    fail(data, FLAC__StreamDecoderErrorStatusString[status]);
}

media_flac *media_flac_open(
    const uint8_t *bytes, size_t count, media_sound_size *size, char *reason) {
    media_flac *flac = calloc(1, sizeof *flac);
    if (flac == NULL || (flac->decoder = FLAC__stream_decoder_new()) == NULL) {
        snprintf(reason, MEDIA_REASON_LENGTH, "no memory");
        free(flac);
        return NULL;
    }
    flac->bytes = bytes;
    flac->count = count;
    flac->reason = reason;
    bool is_read = FLAC__stream_decoder_init_stream(
                       flac->decoder, read_bytes, NULL, NULL, NULL, NULL, take_block, take_head,
                       hear_error, flac) == FLAC__STREAM_DECODER_INIT_STATUS_OK &&
                   FLAC__stream_decoder_process_until_end_of_metadata(flac->decoder);
    if (!is_read || flac->has_failed || flac->size.channels == 0) {
        fail(flac, "its beginning cannot be read");
        media_flac_close(flac);
        return NULL;
    }
    *size = flac->size;
    return flac;
}

ptrdiff_t media_flac_read(media_flac *flac, float *output, size_t capacity, char *reason) {
    flac->reason = reason;
    flac->output = output;
    flac->capacity = capacity;
    flac->written = 0;
    while (flac->written == 0 && !flac->has_failed) {
        if (FLAC__stream_decoder_get_state(flac->decoder) == FLAC__STREAM_DECODER_END_OF_STREAM) {
            return 0;
        }
        if (!FLAC__stream_decoder_process_single(flac->decoder)) fail(flac, "it cannot be decoded");
    }
    return flac->has_failed ? -1 : (ptrdiff_t)flac->written;
}

void media_flac_close(media_flac *flac) {
    FLAC__stream_decoder_delete(flac->decoder);
    free(flac);
}
