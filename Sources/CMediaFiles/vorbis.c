#include "media_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Without the library's callbacks for files, which are not used here.
#define OV_EXCLUDE_STATIC_CALLBACKS
#include <vorbis/vorbisfile.h>

struct media_vorbis {
    OggVorbis_File file;
    const uint8_t *bytes;
    size_t count;
    size_t place;
    int channels;
    long rate;
};

static size_t read_bytes(void *output, size_t size, size_t items, void *data) {
    media_vorbis *vorbis = data;
    if (size == 0) return 0;
    size_t left = (vorbis->count - vorbis->place) / size;
    if (items > left) items = left;
    memcpy(output, vorbis->bytes + vorbis->place, items * size);
    vorbis->place += items * size;
    return items;
}

media_vorbis *media_vorbis_open(
    const uint8_t *bytes, size_t count, media_sound_size *size, char *reason) {
    media_vorbis *vorbis = calloc(1, sizeof *vorbis);
    if (vorbis == NULL) {
        snprintf(reason, MEDIA_REASON_LENGTH, "no memory");
        return NULL;
    }
    vorbis->bytes = bytes;
    vorbis->count = count;
    ov_callbacks callbacks = {.read_func = read_bytes};
    if (ov_open_callbacks(vorbis, &vorbis->file, NULL, 0, callbacks) != 0) {
        snprintf(reason, MEDIA_REASON_LENGTH, "its beginning cannot be read");
        free(vorbis);
        return NULL;
    }
    const vorbis_info *info = ov_info(&vorbis->file, -1);
    vorbis->channels = info->channels;
    vorbis->rate = info->rate;
    *size = (media_sound_size){
        .rate = (uint32_t)info->rate, .channels = (uint32_t)info->channels, .samples = 0};
    return vorbis;
}

ptrdiff_t media_vorbis_read(media_vorbis *vorbis, float *output, size_t capacity, char *reason) {
    float **channels = NULL;
    int section = 0;
    long count = ov_read_float(
        &vorbis->file, &channels, capacity > 4096 ? 4096 : (int)capacity, &section);
    if (count == 0) return 0;
    const vorbis_info *info = ov_info(&vorbis->file, -1);
    if (count < 0 || info->channels != vorbis->channels || info->rate != vorbis->rate) {
        snprintf(
            reason, MEDIA_REASON_LENGTH, "%s",
            count < 0 ? "a page is missing or wrong" : "its form changes in the middle");
        return -1;
    }
    for (long index = 0; index < count; index++) {
        float sum = 0;
        for (int channel = 0; channel < vorbis->channels; channel++) sum += channels[channel][index];
        output[index] = sum / (float)vorbis->channels;
    }
    return count;
}

void media_vorbis_close(media_vorbis *vorbis) {
    ov_clear(&vorbis->file);
    free(vorbis);
}
