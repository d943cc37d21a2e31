package org.wardgate.names;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.names.NamesErrors;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * Reads what upstream answered. Counts only what hangs on the question by a chain of aliases; the
 * rest of the message is not looked at. Thread-safe.
 */
final class AnswerReader {
  /** Most aliases between the question and its addresses. */
  static final int ALIASES_MAX_COUNT = 8;

  /** Most addresses of one name. */
  static final int ADDRESSES_MAX_COUNT = 32;

  /** Shortest time an address counts: no storm of questions. */
  static final int TTL_MIN_SECONDS = 5;

  /** Longest time an address counts. */
  static final int TTL_MAX_SECONDS = 86_400;

  private static final Logger LOG = LoggerFactory.getLogger(AnswerReader.class);

  private final List<String> privateAllowedNames;

  /**
   * @param privateAllowedNames suffixes of names that may have private addresses
   */
  AnswerReader(List<String> privateAllowedNames) {
    this.privateAllowedNames = List.copyOf(privateAllowedNames);
  }

  /** Reads a message of a connection that nobody can forge blindly. */
  UpstreamAnswer read(byte[] wire, int id, Question question) {
    return read(wire, id, question, Optional.empty());
  }

  /**
   * Reads a message.
   *
   * @param spelling the name as it was sent in a datagram; an answer that spells it otherwise is
   *     not believed, but may be had over TCP
   */
  UpstreamAnswer read(byte[] wire, int id, Question question, Optional<Name> spelling) {
    Message message;
    try {
      message = new Message(wire);
    } catch (IOException e) {
      return new UpstreamAnswer.Foreign();
    }
    if (!answers(message, id, question)) {
      return new UpstreamAnswer.Foreign();
    }
    Name spelt = message.getQuestion().getName();
    boolean otherwise = spelling.filter(sent -> !Spelling.same(sent, spelt)).isPresent();
    if (otherwise || message.getHeader().getFlag(Flags.TC)) {
      return new UpstreamAnswer.Truncated();
    }
    int rcode = message.getRcode();
    if (rcode == Rcode.NXDOMAIN) {
      return new UpstreamAnswer.Nothing(rcode);
    }
    if (rcode != Rcode.NOERROR) {
      return bad(NamesErrors.UPSTREAM_FAILED, question.text() + " " + Rcode.string(rcode));
    }
    return addresses(message.getSection(Section.ANSWER), question);
  }

  // RFC 5452 §9.1: id, question and direction must match; the socket checks who sent it
  private static boolean answers(Message message, int id, Question question) {
    Record asked = message.getQuestion();
    return message.getHeader().getID() == id
        && message.getHeader().getFlag(Flags.QR)
        && asked != null
        && asked.getName().equals(question.name())
        && asked.getType() == question.type()
        && asked.getDClass() == DClass.IN;
  }

  private UpstreamAnswer addresses(List<Record> records, Question question) {
    Name owner = question.name();
    long ttlSeconds = TTL_MAX_SECONDS;
    for (int aliases = 0; aliases <= ALIASES_MAX_COUNT; aliases++) {
      List<Record> found = new ArrayList<>();
      CNAMERecord alias = null;
      for (Record record : records) {
        if (record.getName().equals(owner) && record.getDClass() == DClass.IN) {
          if (record.getType() == question.type()) {
            found.add(record);
          } else if (record instanceof CNAMERecord next) {
            alias = next;
          }
        }
      }
      if (!found.isEmpty()) {
        return checked(found, ttlSeconds, question);
      }
      if (alias == null) {
        return new UpstreamAnswer.Nothing(Rcode.NOERROR);
      }
      owner = alias.getTarget();
      ttlSeconds = Math.min(ttlSeconds, alias.getTTL());
    }
    return bad(NamesErrors.UPSTREAM_FAILED, question.text() + " has too many aliases");
  }

  private UpstreamAnswer checked(List<Record> found, long chainTtlSeconds, Question question) {
    Map<InetAddress, Integer> ttlSecondsByAddress = new LinkedHashMap<>();
    for (Record record : found) {
      if (ttlSecondsByAddress.size() == ADDRESSES_MAX_COUNT) {
        ErrorCode code = NamesErrors.TOO_MANY_ADDRESSES;
        LOG.warn("{} {}: {}", code.code(), code.reason(), question.text());
        break;
      }
      InetAddress address = address(record);
      boolean mapped = record instanceof AAAARecord && address instanceof Inet4Address;
      if (mapped || (SpecialAddresses.contains(address) && !privateAllowed(question.text()))) {
        return bad(NamesErrors.REBINDING, question.text() + " is " + address.getHostAddress());
      }
      long ttlSeconds = Math.min(chainTtlSeconds, record.getTTL());
      ttlSecondsByAddress.putIfAbsent(
          address, (int) Math.max(TTL_MIN_SECONDS, Math.min(TTL_MAX_SECONDS, ttlSeconds)));
    }
    return new UpstreamAnswer.Addresses(ttlSecondsByAddress);
  }

  private static InetAddress address(Record record) {
    return record instanceof AAAARecord ipv6 ? ipv6.getAddress() : ((ARecord) record).getAddress();
  }

  private boolean privateAllowed(String name) {
    return privateAllowedNames.stream()
        .anyMatch(suffix -> name.equals(suffix) || name.endsWith("." + suffix));
  }

  private static UpstreamAnswer bad(ErrorCode code, String detail) {
    return new UpstreamAnswer.Bad(new RefusedException(code, detail));
  }
}
