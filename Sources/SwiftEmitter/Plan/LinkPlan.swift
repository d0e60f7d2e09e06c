import Diagnostics
import SchemaModel

/// The names of a link.
struct LinkPlan {
  /// One direction: what a party sends and the other receives.
  struct Direction {
    /// The sender, as a position in ``Link/parties``.
    let sender: Int
    /// `WorldToRealmOpcode`.
    let opcodeType: String
    /// `WorldToRealmPacket`.
    let packetType: String
    /// `RealmPacketHandler`: what the receiver implements.
    let handlerType: String
    /// `worldFrames`: the format of what the sender sends.
    let frames: String
    /// The messages, by name.
    let messages: [MessageIndex]

    var receiver: Int { 1 - sender }
  }

  /// Its position in ``SchemaModel/links``.
  let index: Int
  /// `RealmWorld`.
  let name: String
  let directions: [Direction]
  let source: SourceRange

  /// Plans of all links. A name that two links would have begins with the link's own.
  static func plans(of model: SchemaModel, _ names: inout NameSet) -> [LinkPlan] {
    func directionName(_ link: Link, _ sender: Int) -> String {
      "\(Identifier.upperCamel(link.parties[sender]))To\(Identifier.upperCamel(link.parties[1 - sender]))"
    }
    var directionCount: [String: Int] = [:]
    var receiverCount: [String: Int] = [:]
    for link in model.links {
      for sender in 0...1 {
        directionCount[directionName(link, sender), default: 0] += 1
        receiverCount[Identifier.upperCamel(link.parties[1 - sender]), default: 0] += 1
      }
    }
    return model.links.enumerated().map { index, link in
      let name = names.claim(Identifier.upperCamel(link.name), orElse: "Link")
      let prefix = Identifier.upperCamel(link.name)
      var frames = NameSet(["rules"])
      let directions = (0...1).map { sender in
        let direction = directionName(link, sender)
        let stem = directionCount[direction] == 1 ? direction : prefix + direction
        let receiver = Identifier.upperCamel(link.parties[1 - sender])
        let handler = receiverCount[receiver] == 1 ? receiver : prefix + receiver
        return Direction(
          sender: sender, opcodeType: names.claim(stem + "Opcode"), packetType: names.claim(stem + "Packet"),
          handlerType: names.claim(handler + "PacketHandler"),
          frames: frames.claim(Identifier.lowerCamel(link.parties[sender]) + "Frames"),
          messages: model.messages.filter { $0.link == index && $0.senders.contains(sender) }.map(\.index))
      }
      return LinkPlan(index: index, name: name, directions: directions, source: link.source)
    }
  }
}
