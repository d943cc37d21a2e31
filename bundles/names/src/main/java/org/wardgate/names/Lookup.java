package org.wardgate.names;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.CorrelationId;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A device's question on its way: asked upstream over a socket of its own, so that port and id are
 * both fresh, then held until the addresses are in force. Confined to one thread.
 */
final class Lookup {
  private final Question question;
  private final CorrelationId correlationId;
  private Map<InetAddress, Integer> ttlSecondsByAddress = Map.of();
  private @Nullable DatagramChannel channel;
  private int id;
  private int triesCount;
  private long dueNanos;
  private boolean held;

  Lookup(Question question, CorrelationId correlationId) {
    this.question = question;
    this.correlationId = correlationId;
  }

  Question question() {
    return question;
  }

  CorrelationId correlationId() {
    return correlationId;
  }

  /** The id of the question that was last sent upstream. */
  int id() {
    return id;
  }

  int triesCount() {
    return triesCount;
  }

  /** When something else has to happen. */
  long dueNanos() {
    return dueNanos;
  }

  void due(long nanos) {
    dueNanos = nanos;
  }

  /** Whether upstream has answered and the device waits for its release. */
  boolean held() {
    return held;
  }

  Map<InetAddress, Integer> ttlSecondsByAddress() {
    return ttlSecondsByAddress;
  }

  void hold(Map<InetAddress, Integer> addresses) {
    ttlSecondsByAddress = addresses;
    held = true;
    close();
  }

  /** Asks upstream, with a new socket and the given id. */
  void ask(InetSocketAddress upstream, int freshId, Selector selector) throws IOException {
    close();
    id = freshId;
    triesCount++;
    DatagramChannel fresh = DatagramChannel.open();
    channel = fresh;
    fresh.configureBlocking(false);
    fresh.connect(upstream); // the kernel picks a random port and drops what others send
    fresh.register(selector, SelectionKey.OP_READ, this);
    fresh.write(ByteBuffer.wrap(query()));
  }

  /** The question as it goes upstream. */
  byte[] query() {
    Message query = new Message(id);
    query.getHeader().setFlag(Flags.RD);
    query.addRecord(Record.newRecord(question.name(), Type.A, DClass.IN), Section.QUESTION);
    query.addRecord(new OPTRecord(Replies.EXTENDED_MAX_BYTES, 0, 0), Section.ADDITIONAL);
    return query.toWire();
  }

  /** Ends its socket. */
  void close() {
    DatagramChannel current = channel;
    channel = null;
    if (current != null) {
      try {
        current.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException("closing a datagram socket", e);
      }
    }
  }
}
