/// The few calls of zlib, libpng, libjpeg, libFLAC and libvorbis that reading media files needs, behind functions that
/// hold no macro, no variadic argument and no jump, so that Swift can call them.
///
/// None of them traps on bad input, and none allocates for pixels or samples: the caller learns the size,
/// decides whether it is sensible, and brings the memory.
#ifndef MEDIA_FILES_H
#define MEDIA_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The length of a reason, its final zero included.
#define MEDIA_REASON_LENGTH 256

// MARK: gzip

/// How one call of `media_gzip_next` ended.
typedef enum : int {
    /// The output is full; call again with more room.
    MEDIA_GZIP_OUTPUT_FULL,
    /// The input is used up before the member ended.
    MEDIA_GZIP_INPUT_ENDED,
    /// The member is complete and its checksum right.
    MEDIA_GZIP_MEMBER_ENDED,
    /// The input is damaged.
    MEDIA_GZIP_DAMAGED,
    /// There is no memory left.
    MEDIA_GZIP_NO_MEMORY,
} media_gzip_outcome;

/// The state of one decompression.
typedef struct media_gzip media_gzip;

/// Begins to decompress `count` bytes, which must stay where they are until the end.
media_gzip *_Nullable media_gzip_open(const uint8_t *_Nullable bytes, size_t count);

/// Decompresses into `output`; `written` is how much of it was filled.
media_gzip_outcome media_gzip_next(
    media_gzip *gzip, uint8_t *_Nullable output, size_t capacity, size_t *written);

/// Moves to the next member, right after one ended; false when none follows.
bool media_gzip_next_member(media_gzip *gzip);

/// Ends a decompression.
void media_gzip_close(media_gzip *gzip);

/// The most bytes that `count` bytes can take when compressed.
size_t media_gzip_bound(size_t count);

/// Compresses into `output` of `media_gzip_bound` bytes; returns the bytes used, 0 on failure.
size_t media_gzip_compress(
    const uint8_t *_Nullable bytes, size_t count, uint8_t *output, size_t capacity);

// MARK: pictures

/// The size of a picture and the bytes of each pixel: 1 grey, 2 grey and alpha, 3 red, green and
/// blue, 4 those and alpha.
typedef struct {
    uint32_t width;
    uint32_t height;
    uint32_t channels;
} media_picture_size;

/// A picture that is being read.
typedef struct media_png media_png;

/// Reads the head of a PNG; NULL and the reason when that fails.
media_png *_Nullable media_png_open(
    const uint8_t *_Nullable bytes, size_t count, media_picture_size *size, char *reason);

/// Reads the pixels, 8 bits a channel, row after row; false and the reason when that fails.
bool media_png_read(media_png *png, uint8_t *_Nullable pixels, char *reason);

/// Ends the reading of a PNG.
void media_png_close(media_png *png);

/// The most bytes that a PNG of such a picture can take; 0 when there can be none.
size_t media_png_bound(media_picture_size size);

/// Writes a PNG of 1 or 3 channels into `output`; returns the bytes used, 0 and the reason on
/// failure.
size_t media_png_write(
    media_picture_size size, const uint8_t *_Nullable pixels, uint8_t *_Nullable output,
    size_t capacity, char *reason);

/// A picture that is being read.
typedef struct media_jpeg media_jpeg;

/// Reads the head of a JPEG; NULL and the reason when that fails.
media_jpeg *_Nullable media_jpeg_open(
    const uint8_t *_Nullable bytes, size_t count, media_picture_size *size, char *reason);

/// Reads the pixels of 1 or 3 channels, row after row; false and the reason when that fails.
bool media_jpeg_read(media_jpeg *jpeg, uint8_t *_Nullable pixels, char *reason);

/// Ends the reading of a JPEG.
void media_jpeg_close(media_jpeg *jpeg);

// MARK: sound

/// The form of a recording: samples per second, channels, and samples of each channel, 0 where the file
/// does not say.
typedef struct {
    uint32_t rate;
    uint32_t channels;
    uint64_t samples;
} media_sound_size;

/// The most samples that one call gives.
#define MEDIA_SOUND_BLOCK 65536

/// A FLAC file that is being read.
typedef struct media_flac media_flac;

/// Reads the head of a FLAC file, whose bytes must stay where they are until the end; NULL and the reason
/// when that fails.
media_flac *_Nullable media_flac_open(
    const uint8_t *_Nullable bytes, size_t count, media_sound_size *size, char *reason);

/// Reads the next samples, the mean of the channels, -1 to 1, into room for `MEDIA_SOUND_BLOCK`; returns
/// their number, 0 at the end, -1 and the reason when that fails.
ptrdiff_t media_flac_read(
    media_flac *flac, float *_Nullable output, size_t capacity, char *reason);

/// Ends the reading of a FLAC file.
void media_flac_close(media_flac *flac);

/// An Ogg Vorbis file that is being read.
typedef struct media_vorbis media_vorbis;

/// Reads the head of an Ogg Vorbis file, whose bytes must stay where they are until the end; NULL and the
/// reason when that fails.
media_vorbis *_Nullable media_vorbis_open(
    const uint8_t *_Nullable bytes, size_t count, media_sound_size *size, char *reason);

/// Reads the next samples as `media_flac_read` does.
ptrdiff_t media_vorbis_read(
    media_vorbis *vorbis, float *_Nullable output, size_t capacity, char *reason);

/// Ends the reading of an Ogg Vorbis file.
void media_vorbis_close(media_vorbis *vorbis);

#pragma clang assume_nonnull end

#endif
