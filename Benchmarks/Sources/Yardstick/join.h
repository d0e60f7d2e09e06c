// A character's entry into a world at both revisions: everything but raw memory. The containers are those that such
// servers use: vectors, maps that keep their keys in order, and unordered ones.
#pragma once
#include <array>
#include <map>
#include <unordered_map>

#include "inventory.h"

namespace legacy {

struct Vector3 {
  float x = 0, y = 0, z = 0;
};
inline Writer &operator<<(Writer &w, const Vector3 &v) { return w << v.x << v.y << v.z; }
inline Reader &operator>>(Reader &r, Vector3 &v) { return r >> v.x >> v.y >> v.z; }

struct QuestState {
  std::uint8_t status = 0, explored = 0;
  std::uint32_t expiration = 0;
  std::array<std::uint16_t, 4> creatures{};
};
inline Writer &operator<<(Writer &w, const QuestState &q) {
  w << q.status << q.explored << q.expiration;
  for (auto creature : q.creatures) w << creature;
  return w;
}
inline Reader &operator>>(Reader &r, QuestState &q) {
  r >> q.status >> q.explored >> q.expiration;
  for (auto &creature : q.creatures) r >> creature;
  return r;
}

template <class Length, class Map> void writeMap(Writer &w, const Map &map) {
  w << static_cast<Length>(map.size());
  for (const auto &[key, value] : map) w << key << value;
}

template <class Length, class Map> void readMap(Reader &r, Map &map) {
  Length count = 0;
  r >> count;
  map.clear();
  for (Length i = 0; i < count && r; ++i) {
    typename Map::key_type key{};
    r >> key;
    r >> map[key];
  }
}

struct ClassState {
  std::uint32_t classId = 0;
  std::uint8_t level = 0;
  std::uint32_t xp = 0;
  std::array<std::uint32_t, 5> points{};
  std::map<std::uint32_t, std::uint8_t> talents;
};
inline Writer &operator<<(Writer &w, const ClassState &c) {
  w << c.classId << c.level << c.xp;
  for (auto point : c.points) w << point;
  writeMap<std::uint8_t>(w, c.talents);
  return w;
}
inline Reader &operator>>(Reader &r, ClassState &c) {
  r >> c.classId >> c.level >> c.xp;
  for (auto &point : c.points) r >> point;
  readMap<std::uint8_t>(r, c.talents);
  return r;
}

struct Effect {
  std::uint32_t index = 0;
  std::int32_t points = 0;
};
inline Writer &operator<<(Writer &w, const Effect &e) { return w << e.index << e.points; }
inline Reader &operator>>(Reader &r, Effect &e) { return r >> e.index >> e.points; }

struct Aura {
  std::uint32_t spell = 0;
  std::uint64_t caster = 0, remaining = 0;
  std::uint32_t stack = 0;
  std::uint8_t realtime = 0;
  std::vector<Effect> effects;
};
inline Writer &operator<<(Writer &w, const Aura &a) {
  w << a.spell << a.caster << a.remaining << a.stack << a.realtime;
  writeRange<std::uint8_t>(w, a.effects);
  return w;
}
inline Reader &operator>>(Reader &r, Aura &a) {
  r >> a.spell >> a.caster >> a.remaining >> a.stack >> a.realtime;
  readRange<std::uint8_t>(r, a.effects);
  return r;
}

struct Cooldown {
  std::uint32_t spell = 0;
  std::uint64_t remaining = 0;
};
inline Writer &operator<<(Writer &w, const Cooldown &c) { return w << c.spell << c.remaining; }
inline Reader &operator>>(Reader &r, Cooldown &c) { return r >> c.spell >> c.remaining; }

struct Text {
  std::string text;
};
inline Writer &operator<<(Writer &w, const Text &t) { writeText<std::uint8_t>(w, t.text); return w; }
inline Reader &operator>>(Reader &r, Text &t) { readText<std::uint8_t>(r, t.text); return r; }

/// `Newer` is true for revision 2026-06.
template <bool Newer> struct Join {
  std::uint64_t characterId = 0, mapId = 0;
  std::array<std::uint8_t, 16> instance{};
  Text name;
  Vector3 position;
  float facing = 0;
  std::vector<std::uint32_t> spells;
  std::uint32_t classId = 0, raceId = 0;
  std::uint8_t gender = 0, level = 0;
  std::uint32_t xp = 0, hp = 0, mana = 0, rage = 0, energy = 0, money = 0;
  std::vector<std::conditional_t<Newer, FlatItem, OldItem>> items;
  std::uint32_t bindMap = 0;
  Vector3 bindPosition;
  float bindFacing = 0;
  std::array<std::uint32_t, 5> points{};
  std::vector<std::uint32_t> rewarded;
  std::uint64_t groupId = 0, guildId = 0;
  std::unordered_map<std::uint32_t, std::uint32_t> options;
  std::unordered_map<std::uint32_t, float> scalars;
  std::uint8_t gameMaster = 0;
  std::uint32_t timePlayed = 0;
  std::map<std::uint32_t, QuestState> quests;
  std::map<std::uint32_t, std::uint8_t> talents;
  std::vector<ClassState> classes;
  std::map<std::uint32_t, std::uint64_t> resets;
  std::vector<Aura> auras;
  std::vector<Cooldown> cooldowns;
  std::vector<Text> features;
};

template <bool Newer> Writer &operator<<(Writer &w, const Join<Newer> &j) {
  writePacked(w, j.characterId);
  if constexpr (Newer) {
    w << static_cast<std::uint32_t>(j.mapId);
    for (auto byte : j.instance) w << byte;
  } else {
    w << j.mapId;
  }
  w << j.name << j.position << j.facing;
  writeRange<std::uint16_t>(w, j.spells);
  w << j.classId << j.raceId << static_cast<std::uint32_t>(j.gender) << j.level;
  w << j.xp << j.hp << j.mana << j.rage << j.energy << j.money;
  writeRange<std::uint16_t>(w, j.items);
  w << j.bindMap << j.bindPosition << j.bindFacing;
  if constexpr (!Newer) {
    for (auto point : j.points) w << point;
  }
  writeRange<std::uint16_t>(w, j.rewarded);
  w << j.groupId << j.guildId;
  writeMap<std::uint16_t>(w, j.options);
  writeMap<std::uint16_t>(w, j.scalars);
  w << j.gameMaster << j.timePlayed;
  writeMap<std::uint16_t>(w, j.quests);
  if constexpr (Newer) {
    writeRange<std::uint8_t>(w, j.classes);
    writeMap<std::uint16_t>(w, j.resets);
    writeRange<std::uint16_t>(w, j.auras);
    writeRange<std::uint16_t>(w, j.cooldowns);
    writeRange<std::uint8_t>(w, j.features);
  } else {
    writeMap<std::uint8_t>(w, j.talents);
  }
  return w;
}

template <bool Newer> Reader &operator>>(Reader &r, Join<Newer> &j) {
  readPacked(r, j.characterId);
  if constexpr (Newer) {
    std::uint32_t map = 0;
    r >> map;
    j.mapId = map;
    for (auto &byte : j.instance) r >> byte;
  } else {
    r >> j.mapId;
  }
  r >> j.name >> j.position >> j.facing;
  readRange<std::uint16_t>(r, j.spells);
  std::uint32_t gender = 0;
  r >> j.classId >> j.raceId >> gender >> j.level;
  j.gender = static_cast<std::uint8_t>(gender);
  r >> j.xp >> j.hp >> j.mana >> j.rage >> j.energy >> j.money;
  readRange<std::uint16_t>(r, j.items);
  r >> j.bindMap >> j.bindPosition >> j.bindFacing;
  if constexpr (!Newer) {
    for (auto &point : j.points) r >> point;
  }
  readRange<std::uint16_t>(r, j.rewarded);
  r >> j.groupId >> j.guildId;
  readMap<std::uint16_t>(r, j.options);
  readMap<std::uint16_t>(r, j.scalars);
  r >> j.gameMaster >> j.timePlayed;
  readMap<std::uint16_t>(r, j.quests);
  if constexpr (Newer) {
    readRange<std::uint8_t>(r, j.classes);
    readMap<std::uint16_t>(r, j.resets);
    readRange<std::uint16_t>(r, j.auras);
    readRange<std::uint16_t>(r, j.cooldowns);
    readRange<std::uint8_t>(r, j.features);
  } else {
    readMap<std::uint8_t>(r, j.talents);
  }
  return r;
}

template <bool Newer> void fill(Join<Newer> &j) {
  j.characterId = 18193;
  j.mapId = 1;
  for (std::size_t i = 0; i < 16; ++i) j.instance[i] = static_cast<std::uint8_t>(16 + 7 * i);
  j.name.text = "Kyoril";
  j.position = {-12.5f, 3.25f, 900.125f};
  j.facing = 1.25f;
  j.spells = {100, 101, 102, 103};
  j.classId = 2;
  j.raceId = 1;
  j.gender = 1;
  j.level = 17;
  j.xp = 1234;
  j.hp = 321;
  j.mana = 200;
  j.energy = 100;
  j.money = 123456;
  fillItems(j.items, 4);
  j.bindPosition = {1, 2, 3};
  j.bindFacing = 3.5f;
  j.points = {3, 3, 3, 3, 3};
  j.rewarded = {13, 14, 15};
  j.guildId = 3;
  j.options = {{1, 2}, {2, 3}, {3, 4}};
  j.scalars = {{10, 0.0f}, {11, 0.5f}};
  j.timePlayed = 3600;
  QuestState quest;
  quest.status = 3;
  quest.explored = 1;
  quest.expiration = 1762000000;
  quest.creatures = {0, 3, 6, 9};
  j.quests = {{42, quest}, {45, quest}};
  j.talents = {{7, 1}, {12, 2}};
  ClassState state;
  state.classId = 2;
  state.level = 12;
  state.xp = 3400;
  state.points = j.points;
  state.talents = j.talents;
  j.classes = {state};
  j.resets = {{42, 1762000000}, {45, 1762000000}};
  Aura aura;
  aura.spell = 133;
  aura.caster = 4660;
  aura.remaining = 30000;
  aura.stack = 1;
  aura.effects = {{1, -10}, {1, -10}};
  j.auras = {aura, aura};
  j.cooldowns = {{77, 1500}, {77, 1500}};
  j.features = {{"beta.access"}, {"beta.access"}};
}

}  // namespace legacy
