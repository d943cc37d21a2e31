package org.wardgate.names;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** What a device gets to hear. */
final class Replies {
  /**
   * Longest time a device may keep an answer. Shorter than what the name's owner allows, so that a
   * gateway that has lost its rules learns the addresses again soon.
   */
  static final int TTL_MAX_SECONDS = 300;

  private Replies() {}

  /** An answer without records. */
  static Message of(Message question, int rcode) {
    Message reply = new Message(question.getHeader().getID());
    Header header = reply.getHeader();
    header.setFlag(Flags.QR);
    header.setFlag(Flags.RA);
    if (question.getHeader().getFlag(Flags.RD)) {
      header.setFlag(Flags.RD);
    }
    header.setOpcode(question.getHeader().getOpcode());
    header.setRcode(rcode);
    Record asked = question.getQuestion();
    if (asked != null) {
      reply.addRecord(asked, Section.QUESTION);
    }
    if (question.getOPT() != null) {
      reply.addRecord(new OPTRecord(UdpSocket.EXTENDED_MAX_BYTES, 0, 0), Section.ADDITIONAL);
    }
    return reply;
  }

  /**
   * The addresses of a name; as many as get there. If that is not all of them the answer says so
   * (RFC 2181 §9), and the device may ask again over TCP.
   */
  static Message addresses(Question question, Map<InetAddress, Integer> ttlSecondsByAddress) {
    int maxBytes = question.asker().answerMaxBytes(question.message());
    List<Map.Entry<InetAddress, Integer>> entries = List.copyOf(ttlSecondsByAddress.entrySet());
    for (int count = entries.size(); ; count--) {
      Message reply = of(question.message(), Rcode.NOERROR);
      if (count < entries.size()) {
        reply.getHeader().setFlag(Flags.TC);
      }
      for (Map.Entry<InetAddress, Integer> entry : entries.subList(0, count)) {
        int ttlSeconds = Math.min(entry.getValue(), TTL_MAX_SECONDS);
        reply.addRecord(record(question, entry.getKey(), ttlSeconds), Section.ANSWER);
      }
      if (count == 0 || reply.toWire().length <= maxBytes) {
        return reply;
      }
    }
  }

  private static Record record(Question question, InetAddress address, int ttlSeconds) {
    return address instanceof Inet4Address
        ? new ARecord(question.name(), DClass.IN, ttlSeconds, address)
        : new AAAARecord(question.name(), DClass.IN, ttlSeconds, address);
  }
}
