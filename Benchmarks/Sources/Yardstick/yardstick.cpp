#include "yardstick.h"

#include "join.h"

using namespace legacy;

struct yardstick {
  std::vector<char> buffer;
  SaveItems<OldItem> oldSave, oldSaveRead;
  SaveItems<FlatItem> newSave, newSaveRead;
  DeleteItems deletion, deletionRead;
  OperationResult result, resultRead;
  Join<false> oldJoin, oldJoinRead;
  Join<true> newJoin, newJoinRead;
};

namespace {

template <class Packet> void frame(std::vector<char> &buffer, std::uint8_t opcode, const Packet &packet) {
  Writer writer(buffer);
  writer << opcode << std::uint32_t(0);
  const std::size_t start = writer.position();
  writer << packet;
  writer.overwrite(start - 4, static_cast<std::uint32_t>(writer.position() - start));
}

template <class Packet> bool parse(Packet &kept, bool reused, const char *body, std::size_t size) {
  if (reused) {
    Reader reader(body, size);
    reader >> kept;
    return static_cast<bool>(reader);
  }
  Packet fresh;
  Reader reader(body, size);
  reader >> fresh;
  // The compiler must believe that somebody looks at the value.
  asm volatile("" : : "r"(&fresh) : "memory");
  return static_cast<bool>(reader);
}

std::size_t encode(yardstick &state, std::vector<char> &buffer, int packet, int newer) {
  switch (packet) {
  case YARDSTICK_SAVE:
    if (newer) frame(buffer, 0x0E, state.newSave);
    else frame(buffer, 0x0E, state.oldSave);
    break;
  case YARDSTICK_DELETE: frame(buffer, 0x0F, state.deletion); break;
  case YARDSTICK_RESULT: frame(buffer, newer ? 0x0B : 0x0A, state.result); break;
  case YARDSTICK_JOIN:
    if (newer) frame(buffer, 0x02, state.newJoin);
    else frame(buffer, 0x02, state.oldJoin);
    break;
  }
  return buffer.size();
}

}  // namespace

yardstick *yardstick_create(void) { return new yardstick(); }
void yardstick_destroy(yardstick *state) { delete state; }
const char *yardstick_bytes(const yardstick *state) { return state->buffer.data(); }

void yardstick_fill(yardstick *state, size_t count) {
  state->oldSave.characterGuid = state->newSave.characterGuid = 18193;
  state->oldSave.operationId = state->newSave.operationId = 7;
  fillItems(state->oldSave.items, count);
  fillItems(state->newSave.items, count);
  state->deletion.characterGuid = 18193;
  state->deletion.operationId = 7;
  state->deletion.slots.assign(count, 0xFF17);
  state->result = {18193, 7, 0, 1};
  fill(state->oldJoin);
  fill(state->newJoin);
}

size_t yardstick_encode(yardstick *state, int packet, int newer, int reused) {
  if (reused) {
    state->buffer.clear();
    return encode(*state, state->buffer, packet, newer);
  }
  std::vector<char> fresh;
  const std::size_t size = encode(*state, fresh, packet, newer);
  asm volatile("" : : "r"(fresh.data()) : "memory");
  return size;
}

int yardstick_decode(yardstick *state, int packet, int newer, int reused, const char *body, size_t size) {
  switch (packet) {
  case YARDSTICK_SAVE:
    return newer ? parse(state->newSaveRead, reused, body, size) : parse(state->oldSaveRead, reused, body, size);
  case YARDSTICK_DELETE: return parse(state->deletionRead, reused, body, size);
  case YARDSTICK_RESULT: return parse(state->resultRead, reused, body, size);
  case YARDSTICK_JOIN:
    return newer ? parse(state->newJoinRead, reused, body, size) : parse(state->oldJoinRead, reused, body, size);
  }
  return 0;
}
