// Stands in front of glibc's allocator and counts, for the thread that asks, the bytes that are held.
#include "memory_count.h"

#include <errno.h>
#include <malloc.h>
#include <stddef.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static _Thread_local int counting;
static _Thread_local int64_t held, most;

static void *taken(void *memory) {
  if (counting && memory) {
    held += (int64_t)malloc_usable_size(memory);
    if (held > most) most = held;
  }
  return memory;
}

void *malloc(size_t size) { return taken(__libc_malloc(size)); }

void *calloc(size_t count, size_t size) { return taken(__libc_calloc(count, size)); }

void *realloc(void *memory, size_t size) {
  if (counting && memory) held -= (int64_t)malloc_usable_size(memory);
  return taken(__libc_realloc(memory, size));
}

void *memalign(size_t alignment, size_t size) { return taken(__libc_memalign(alignment, size)); }

void *aligned_alloc(size_t alignment, size_t size) { return taken(__libc_memalign(alignment, size)); }

int posix_memalign(void **memory, size_t alignment, size_t size) {
  *memory = taken(__libc_memalign(alignment, size));
  return *memory ? 0 : ENOMEM;
}

void free(void *memory) {
  if (counting && memory) held -= (int64_t)malloc_usable_size(memory);
  __libc_free(memory);
}

void memory_count_begin(void) {
  held = most = 0;
  counting = 1;
}

int64_t memory_count_end(void) {
  counting = 0;
  return most;
}
