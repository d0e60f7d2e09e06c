import SchemaSyntax

/// What conditions around a place say of earlier fields' values, so that groups which can never or will always be
/// there are noticed.
struct Knowledge {
  /// What is known of one field.
  struct Facts {
    /// The only values that are left; nil when they are too many to list.
    var possible: Set<Int128>?
    /// Values that are ruled out.
    var excluded: Set<Int128> = []
    /// Masks of each of which some bit is set.
    var masks: [Int128] = []
    /// Bits that are not set.
    var cleared: Int128 = 0

    func allows(_ value: Int128) -> Bool {
      possible?.contains(value) != false && !excluded.contains(value) && value & cleared == 0
        && masks.allSatisfy { value & $0 != 0 }
    }
  }

  private var facts: [String: Facts] = [:]

  enum Verdict {
    case always, never, depends
  }

  /// Whether a condition can be told in advance; `domain` lists all values of the field when they are few.
  func verdict(on condition: Condition, domain: Set<Int128>?) -> Verdict {
    let known = facts[condition.field.name] ?? Facts()
    if condition.test == .hasAnyOf, condition.mask & ~known.cleared == 0 { return .never }
    if let possible = known.possible ?? domain {
      let left = possible.filter(known.allows)
      let holding = left.count { condition.holds(for: $0) }
      return holding == 0 ? .never : holding == left.count ? .always : .depends
    }
    switch condition.test {
    case .equals, .isOneOf: return condition.values.contains(where: known.allows) ? .depends : .never
    case .differs: return condition.values.contains(where: known.allows) ? .depends : .always
    case .hasAnyOf:
      return known.masks.contains { $0 & ~known.cleared & ~condition.mask == 0 } ? .always : .depends
    }
  }

  /// Whether a field can still have this value.
  func allows(_ value: Int128, of field: String) -> Bool { facts[field]?.allows(value) != false }

  /// Adds that a condition holds, or does not.
  mutating func assume(_ condition: Condition, holds: Bool, domain: Set<Int128>?) {
    var known = facts[condition.field.name] ?? Facts()
    if let possible = known.possible ?? domain {
      known.possible = possible.filter { condition.holds(for: $0) == holds }
    } else {
      switch (condition.test, holds) {
      case (.equals, true), (.isOneOf, true), (.differs, false): known.possible = Set(condition.values)
      case (.equals, false), (.isOneOf, false), (.differs, true): known.excluded.formUnion(condition.values)
      case (.hasAnyOf, true): known.masks.append(condition.mask)
      case (.hasAnyOf, false): known.cleared |= condition.mask
      }
    }
    facts[condition.field.name] = known
  }
}

extension Condition {
  /// All bits that `has` asks for.
  fileprivate var mask: Int128 { values.reduce(0, |) }
}
