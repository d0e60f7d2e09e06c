// C++ codecs of the style that the Swift ones are compared with: a stream over std::vector<char>, one operator a
// value, structs as raw memory, a failure flag that sticks. C functions, so that Swift can call them.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct yardstick yardstick;

/// What a packet is filled with and read into, kept between calls.
yardstick *yardstick_create(void);
void yardstick_destroy(yardstick *);

/// The packets; `newer` is 1 for revision 2026-06.
enum { YARDSTICK_SAVE = 0, YARDSTICK_DELETE = 1, YARDSTICK_RESULT = 2, YARDSTICK_JOIN = 3 };

/// Fills the values that the encoders write; lists of items and slots get so many elements.
void yardstick_fill(yardstick *, size_t count);
/// Each returns the frame's size; `reused` keeps the buffer between calls.
size_t yardstick_encode(yardstick *, int packet, int newer, int reused);
/// The bytes that were encoded last.
const char *yardstick_bytes(const yardstick *);
/// Each returns 1 when the body was read; `reused` keeps the value between calls.
int yardstick_decode(yardstick *, int packet, int newer, int reused, const char *body, size_t size);

/// Does nothing, but the caller cannot know.
void yardstick_look(const void *value);

/// How often memory has been asked for in this process, by either language.
uint64_t yardstick_allocations(void);

#ifdef __cplusplus
}
#endif
