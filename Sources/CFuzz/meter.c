// Counts bytes as they are allocated: through the sanitizer's hooks, or else in the allocator's own place.
#define _GNU_SOURCE
#include "CFuzz.h"

static __thread int counting;
static __thread long held, most;

static void grown(size_t bytes) {
  held += (long)bytes;
  if (held > most) most = held;
}

void cfuzz_meter_begin(void) {
  held = most = 0;
  counting = 1;
}

#if defined(REALMWIRE_ASAN)

#include <sanitizer/allocator_interface.h>

static void on_malloc(const volatile void *memory, size_t bytes) {
  (void)memory;
  if (counting) grown(bytes);
}

static void on_free(const volatile void *memory) {
  if (counting && memory) held -= (long)__sanitizer_get_allocated_size(memory);
}

__attribute__((constructor)) static void install(void) {
  __sanitizer_install_malloc_and_free_hooks(on_malloc, on_free);
}

long cfuzz_meter_end(void) {
  counting = 0;
  return most;
}

// No call stacks and a short memory: an attack allocates all the time. Interpreters of schemas live for ever.
const char *__asan_default_options(void) {
  return "malloc_context_size=0:quarantine_size_mb=16:thread_local_quarantine_size_kb=64:detect_leaks=0:"
         "allocator_may_return_null=1";
}

#elif defined(__GLIBC__)

#include <malloc.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static void *counted(void *memory) {
  if (counting && memory) grown(malloc_usable_size(memory));
  return memory;
}

static void uncount(void *memory) {
  if (counting && memory) held -= (long)malloc_usable_size(memory);
}

void *malloc(size_t bytes) { return counted(__libc_malloc(bytes)); }

void *calloc(size_t count, size_t bytes) { return counted(__libc_calloc(count, bytes)); }

void *realloc(void *memory, size_t bytes) {
  uncount(memory);
  return counted(__libc_realloc(memory, bytes));
}

void *memalign(size_t alignment, size_t bytes) { return counted(__libc_memalign(alignment, bytes)); }

void *aligned_alloc(size_t alignment, size_t bytes) { return counted(__libc_memalign(alignment, bytes)); }

int posix_memalign(void **memory, size_t alignment, size_t bytes) {
  *memory = counted(__libc_memalign(alignment, bytes));
  return *memory ? 0 : 12;
}

void free(void *memory) {
  uncount(memory);
  __libc_free(memory);
}

long cfuzz_meter_end(void) {
  counting = 0;
  return most;
}

#else

long cfuzz_meter_end(void) {
  counting = 0;
  return -1;
}

#endif
