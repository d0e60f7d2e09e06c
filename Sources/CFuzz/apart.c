// Work in a process of its own: whatever becomes of it, the parent goes on.
#define _GNU_SOURCE
#include "CFuzz.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct cfuzz_board *cfuzz_board_make(void) {
  void *memory = mmap(0, sizeof(struct cfuzz_board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? 0 : memory;
}

const uint8_t *cfuzz_board_input(const struct cfuzz_board *board) { return board->input; }

const char *cfuzz_board_words(const struct cfuzz_board *board) { return board->words; }

void cfuzz_board_post(struct cfuzz_board *board, uint64_t turn, const uint8_t *input, size_t count) {
  if (count > sizeof board->input) count = sizeof board->input;
  memcpy(board->input, input, count);
  board->count = count;
  board->turn = turn;
}

void cfuzz_board_say(struct cfuzz_board *board, const char *words) {
  strncpy(board->words, words, sizeof board->words - 1);
}

static void become_quiet(void) {
  int nowhere = open("/dev/null", O_WRONLY);
  if (nowhere >= 0) dup2(nowhere, 2);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

enum cfuzz_end cfuzz_apart(
    int (*work)(void *context), void *context, struct cfuzz_board *board, unsigned patience, int quiet, int *code) {
  pid_t child = fork();
  if (child < 0) return CFUZZ_FAILED;
  if (child == 0) {
    if (quiet) become_quiet();
    _exit(work(context));
  }
  uint64_t turn = board->turn;
  double since = now();
  unsigned nap = 50;
  for (;;) {
    int status;
    pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended == child) {
      if (WIFSIGNALED(status)) {
        *code = WTERMSIG(status);
        return CFUZZ_SIGNALLED;
      }
      *code = WEXITSTATUS(status);
      return CFUZZ_EXITED;
    }
    if (ended < 0) return CFUZZ_FAILED;
    if (board->turn != turn) {
      turn = board->turn;
      since = now();
    } else if (now() - since > patience) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      return CFUZZ_HUNG;
    }
    struct timespec pause = {0, nap * 1000L};
    nanosleep(&pause, 0);
    if (nap < 20000) nap *= 2;
  }
}

void cfuzz_complain(const char *line) {
  dprintf(2, "%s\n", line);
}

void cfuzz_leave(int code) { _exit(code); }

void cfuzz_say(const char *line) { dprintf(1, "%s\n", line); }
