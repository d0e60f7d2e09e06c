// What a fuzz process asks of the C library: how much memory is held, and work done in a process of its own.
#ifndef REALMWIRE_CFUZZ_H
#define REALMWIRE_CFUZZ_H

#include <stddef.h>
#include <stdint.h>

/// Counts what this thread allocates from here on.
void cfuzz_meter_begin(void);

/// The most bytes that were held at once since `cfuzz_meter_begin`; negative where nobody counts.
long cfuzz_meter_end(void);

/// Memory that a child process shares with its parent.
struct cfuzz_board {
  /// The number of the input that is being tried.
  volatile uint64_t turn;
  /// Its size, and its bytes.
  volatile uint64_t count;
  uint8_t input[1 << 20];
  /// What the child says of it, ended by NUL.
  char words[2048];
};

/// Such memory, all zero; null where there is none.
struct cfuzz_board *cfuzz_board_make(void);

/// The input on the board; `count` says how long it is.
const uint8_t *cfuzz_board_input(const struct cfuzz_board *board);

/// What was said of it.
const char *cfuzz_board_words(const struct cfuzz_board *board);

/// Writes the input on the board that is about to be tried; what is too long is cut.
void cfuzz_board_post(struct cfuzz_board *board, uint64_t turn, const uint8_t *input, size_t count);

/// Writes what is to be said of the input.
void cfuzz_board_say(struct cfuzz_board *board, const char *words);

/// How work in another process ended.
enum cfuzz_end { CFUZZ_EXITED, CFUZZ_SIGNALLED, CFUZZ_HUNG, CFUZZ_FAILED };

/// Does work in a child process, and says how it ended; `code` becomes the exit code or the signal.
///
/// A child whose board shows the same turn for so many seconds is killed. A quiet child says nothing on stderr.
enum cfuzz_end cfuzz_apart(
    int (*work)(void *context), void *context, struct cfuzz_board *board, unsigned patience, int quiet, int *code);

/// Ends this process at once.
void cfuzz_leave(int code) __attribute__((noreturn));

/// Writes a line to stdout at once.
void cfuzz_say(const char *line);

/// Writes a line to stderr at once.
void cfuzz_complain(const char *line);

#endif
