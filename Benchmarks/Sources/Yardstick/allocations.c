// Counts allocations by standing in front of glibc's allocator, for both languages alike.
#include <stddef.h>
#include <stdint.h>

#include "yardstick.h"

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

// One thread measures; others do not run while it does.
static uint64_t allocations;

void *malloc(size_t size) {
  ++allocations;
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  ++allocations;
  return __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
  ++allocations;
  return __libc_realloc(memory, size);
}

extern void *__libc_memalign(size_t, size_t);

void *aligned_alloc(size_t alignment, size_t size) {
  ++allocations;
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
  ++allocations;
  *memory = __libc_memalign(alignment, size);
  return *memory ? 0 : 12;
}

void yardstick_look(const void *value) { __asm__ volatile("" : : "r"(value) : "memory"); }

uint64_t yardstick_allocations(void) { return allocations; }
