// A writer and a reader of the legacy style.
#pragma once
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

namespace legacy {

class Writer {
public:
  explicit Writer(std::vector<char> &sink) : sink(sink) {}

  void raw(const void *bytes, std::size_t size) {
    const char *begin = static_cast<const char *>(bytes);
    sink.insert(sink.end(), begin, begin + size);
  }

  template <class T> void pod(const T &value) { raw(&value, sizeof(value)); }

  void overwrite(std::size_t position, std::uint32_t value) { std::memcpy(sink.data() + position, &value, sizeof(value)); }
  std::size_t position() const { return sink.size(); }

private:
  std::vector<char> &sink;
};

template <class T, class = std::enable_if_t<std::is_arithmetic_v<T>>> Writer &operator<<(Writer &writer, T value) {
  writer.pod(value);
  return writer;
}

class Reader {
public:
  Reader(const char *begin, std::size_t size) : at(begin), end(begin + size) {}

  __attribute__((noinline)) void raw(void *bytes, std::size_t size) {
    if (failed) return;
    const std::size_t left = static_cast<std::size_t>(end - at);
    const std::size_t taken = size < left ? size : left;
    std::memcpy(bytes, at, taken);
    at += taken;
    if (taken < size) failed = true;
  }

  template <class T> void pod(T &value) {
    if (!failed && sizeof(value) <= static_cast<std::size_t>(end - at)) {
      std::memcpy(&value, at, sizeof(value));
      at += sizeof(value);
    } else {
      raw(&value, sizeof(value));
    }
  }

  void fail() { failed = true; }
  explicit operator bool() const { return !failed; }

private:
  const char *at;
  const char *end;
  bool failed = false;
};

template <class T, class = std::enable_if_t<std::is_arithmetic_v<T>>> Reader &operator>>(Reader &reader, T &value) {
  reader.pod(value);
  if constexpr (std::is_floating_point_v<T>) {
    if (!std::isfinite(value)) reader.fail();
  }
  return reader;
}

template <class Length, class Container> void writeRange(Writer &writer, const Container &items) {
  writer << static_cast<Length>(items.size());
  for (const auto &item : items) writer << item;
}

template <class Length, class Container> void readRange(Reader &reader, Container &items) {
  Length count = 0;
  reader >> count;
  items.resize(count);
  for (auto &item : items) reader >> item;
}

inline void writePacked(Writer &writer, std::uint64_t guid) {
  char bytes[9];
  std::size_t size = 1;
  std::uint8_t mask = 0;
  for (int i = 0; guid != 0; ++i, guid >>= 8) {
    if (guid & 0xFF) {
      mask |= static_cast<std::uint8_t>(1u << i);
      bytes[size++] = static_cast<char>(guid & 0xFF);
    }
  }
  bytes[0] = static_cast<char>(mask);
  writer.raw(bytes, size);
}

inline void readPacked(Reader &reader, std::uint64_t &guid) {
  std::uint8_t mask = 0;
  reader >> mask;
  guid = 0;
  for (int i = 0; i < 8; ++i) {
    if (mask & (1u << i)) {
      std::uint8_t byte = 0;
      reader >> byte;
      guid |= static_cast<std::uint64_t>(byte) << (8 * i);
    }
  }
}

template <class Length> void writeText(Writer &writer, const std::string &text) {
  writer << static_cast<Length>(text.size());
  writer.raw(text.data(), text.size());
}

template <class Length> void readText(Reader &reader, std::string &text) {
  Length size = 0;
  reader >> size;
  text.resize(size);
  reader.raw(text.data(), size);
}

}  // namespace legacy
