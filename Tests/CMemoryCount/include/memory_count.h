#pragma once
#include <stdint.h>

/// From here on this thread's memory is counted.
void memory_count_begin(void);
/// The most bytes that were held at one time since then, beyond those held at the start; counting ends.
int64_t memory_count_end(void);
