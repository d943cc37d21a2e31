package org.wardgate.names;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Messages for tests. */
final class Wire {
  private Wire() {}

  static Message question(String name, int type, int dclass) throws IOException {
    Message message = new Message(4711);
    message.getHeader().setFlag(Flags.RD);
    message.addRecord(
        Record.newRecord(Name.fromString(name + "."), type, dclass), Section.QUESTION);
    return message;
  }

  static Question asked(String name) throws IOException {
    return asked(name, Type.A);
  }

  static Question asked(String name, int type) throws IOException {
    return new Question(
        new NoAsker(), question(name, type, DClass.IN), Name.fromString(name + "."), name, type);
  }

  /** Asks and does not care. */
  record NoAsker() implements Asker {
    @Override
    public InetSocketAddress source() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    }

    @Override
    public int answerMaxBytes(Message question) {
      return UdpSocket.PLAIN_MAX_BYTES;
    }

    @Override
    public void answer(Message reply) {
      throw new AssertionError("nobody waits for " + reply);
    }
  }

  static Message answer(int id, String name, Record... records) throws IOException {
    return answer(id, name, Type.A, records);
  }

  static Message answer(int id, String name, int type, Record... records) throws IOException {
    Message message = new Message(id);
    message.getHeader().setFlag(Flags.QR);
    message.addRecord(
        Record.newRecord(Name.fromString(name + "."), type, DClass.IN), Section.QUESTION);
    for (Record record : records) {
      message.addRecord(record, Section.ANSWER);
    }
    return message;
  }

  static Record address(String name, int ttlSeconds, String address) throws IOException {
    return new ARecord(
        Name.fromString(name + "."), DClass.IN, ttlSeconds, InetAddress.getByName(address));
  }

  static Record address6(String name, String address) throws IOException {
    return new AAAARecord(
        Name.fromString(name + "."), DClass.IN, 60, InetAddress.getByName(address));
  }

  static Record alias(String name, int ttlSeconds, String target) throws IOException {
    return new CNAMERecord(
        Name.fromString(name + "."), DClass.IN, ttlSeconds, Name.fromString(target + "."));
  }

  static Record[] addresses(String name, int count) throws IOException {
    List<Record> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(address(name, 60, "203.0." + i / 250 + "." + (i % 250 + 1)));
    }
    return records.toArray(new Record[0]);
  }
}
