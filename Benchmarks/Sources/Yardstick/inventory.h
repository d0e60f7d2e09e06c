// The inventory packets at both revisions.
#pragma once
#include "stream.h"

namespace legacy {

struct OldItem {
  std::uint32_t entry = 0;
  std::uint16_t slot = 0;
  std::uint8_t stackCount = 0;
  std::uint64_t creator = 0;
  std::uint64_t contained = 0;
  std::uint16_t durability = 0;
  std::uint16_t randomPropertyIndex = 0;
  std::uint16_t randomSuffixIndex = 0;
};


struct FlatItem {
  std::uint32_t entry = 0;
  std::uint16_t slot = 0;
  std::uint8_t stackCount = 0;
  std::uint64_t creator = 0;
  std::uint64_t contained = 0;
  std::uint16_t durability = 0;
  std::uint16_t randomPropertyIndex = 0;
  std::uint16_t randomSuffixIndex = 0;
  std::uint32_t flags = 0;
};
static_assert(sizeof(OldItem) == 32 && sizeof(FlatItem) == 40);

inline Writer &operator<<(Writer &writer, const OldItem &item) { writer.pod(item); return writer; }
inline Writer &operator<<(Writer &writer, const FlatItem &item) { writer.pod(item); return writer; }
inline Reader &operator>>(Reader &reader, OldItem &item) { reader.pod(item); return reader; }
inline Reader &operator>>(Reader &reader, FlatItem &item) { reader.pod(item); return reader; }

template <class Item> void fillItems(std::vector<Item> &items, std::size_t count) {
  items.assign(count, Item());
  for (std::size_t i = 0; i < count; ++i) {
    Item &item = items[i];
    item.entry = static_cast<std::uint32_t>(1000 + i);
    item.slot = static_cast<std::uint16_t>(0xFF17 + i);
    item.stackCount = static_cast<std::uint8_t>(1 + i);
    item.creator = 0x1234 + i;
    item.contained = 18193;
    item.durability = static_cast<std::uint16_t>(55 + i);
  }
}

template <class Item> struct SaveItems {
  std::uint64_t characterGuid = 0;
  std::uint32_t operationId = 0;
  std::vector<Item> items;
};

template <class Item> Writer &operator<<(Writer &writer, const SaveItems<Item> &packet) {
  writer << packet.characterGuid << packet.operationId;
  writeRange<std::uint16_t>(writer, packet.items);
  return writer;
}

template <class Item> Reader &operator>>(Reader &reader, SaveItems<Item> &packet) {
  reader >> packet.characterGuid >> packet.operationId;
  readRange<std::uint16_t>(reader, packet.items);
  return reader;
}

struct DeleteItems {
  std::uint64_t characterGuid = 0;
  std::uint32_t operationId = 0;
  std::vector<std::uint16_t> slots;
};

inline Writer &operator<<(Writer &writer, const DeleteItems &packet) {
  writer << packet.characterGuid << packet.operationId;
  writeRange<std::uint16_t>(writer, packet.slots);
  return writer;
}

inline Reader &operator>>(Reader &reader, DeleteItems &packet) {
  reader >> packet.characterGuid >> packet.operationId;
  readRange<std::uint16_t>(reader, packet.slots);
  return reader;
}

struct OperationResult {
  std::uint64_t characterGuid = 0;
  std::uint32_t operationId = 0;
  std::uint8_t type = 0;
  std::uint8_t success = 0;
};

inline Writer &operator<<(Writer &writer, const OperationResult &packet) {
  return writer << packet.characterGuid << packet.operationId << packet.type << packet.success;
}

inline Reader &operator>>(Reader &reader, OperationResult &packet) {
  return reader >> packet.characterGuid >> packet.operationId >> packet.type >> packet.success;
}

}  // namespace legacy
