package org.wardgate.names;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.CorrelationId;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * A device's question on its way: asked upstream over a socket of its own, so that port and id are
 * both fresh, then held until the addresses are in force. Confined to one thread.
 */
final class Lookup {
  /** Longest datagram taken from upstream. */
  static final int ANSWER_MAX_BYTES = 4_096;

  private static final Logger LOG = LoggerFactory.getLogger(Lookup.class);

  private final Question question;
  private final CorrelationId correlationId;
  private final InetSocketAddress upstream;
  private Map<InetAddress, Integer> ttlSecondsByAddress = Map.of();
  private @Nullable DatagramChannel channel;
  private int id;
  private int triesCount;
  private long dueNanos;
  private boolean held;
  private int foreignCount;
  private Name spelling;

  /**
   * @param upstream who is asked, to the end
   */
  Lookup(Question question, CorrelationId correlationId, InetSocketAddress upstream) {
    this.upstream = upstream;
    this.question = question;
    this.correlationId = correlationId;
    this.spelling = question.name();
  }

  Question question() {
    return question;
  }

  CorrelationId correlationId() {
    return correlationId;
  }

  InetSocketAddress upstream() {
    return upstream;
  }

  /** The id of the question that was last sent upstream. */
  int id() {
    return id;
  }

  /** The name as it was last sent upstream. */
  Name spelling() {
    return spelling;
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

  /** Counts an answer to something else: somebody may be guessing. */
  int countForeign() {
    return ++foreignCount;
  }

  Map<InetAddress, Integer> ttlSecondsByAddress() {
    return ttlSecondsByAddress;
  }

  void hold(Map<InetAddress, Integer> addresses) {
    ttlSecondsByAddress = addresses;
    held = true;
    close();
  }

  /** What was received, from the start of the buffer. */
  static byte[] bytes(ByteBuffer received) {
    received.flip();
    byte[] bytes = new byte[received.remaining()];
    received.get(bytes);
    return bytes;
  }

  /** Asks upstream, with a new socket, a new id and a new spelling of the name. */
  void ask(SecureRandom random, Selector selector, Consumer<byte[]> answers) throws IOException {
    close();
    id = random.nextInt(1 << 16);
    spelling = Spelling.random(question.text(), random);
    triesCount++;
    DatagramChannel fresh = DatagramChannel.open();
    channel = fresh;
    fresh.configureBlocking(false);
    fresh.connect(upstream); // the kernel picks a random port and drops what others send
    Readiness readiness = () -> receive(fresh, answers);
    fresh.register(selector, SelectionKey.OP_READ, readiness);
    fresh.write(ByteBuffer.wrap(query()));
  }

  private static void receive(DatagramChannel channel, Consumer<byte[]> answers)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(ANSWER_MAX_BYTES);
    try {
      if (channel.read(buffer) > 0) {
        answers.accept(bytes(buffer));
      }
    } catch (PortUnreachableException e) {
      LOG.debug("upstream is not there; asking again later");
    }
  }

  /** The question as it goes upstream. */
  byte[] query() {
    Message query = new Message(id);
    query.getHeader().setFlag(Flags.RD);
    query.addRecord(Record.newRecord(spelling, question.type(), DClass.IN), Section.QUESTION);
    query.addRecord(new OPTRecord(UdpSocket.EXTENDED_MAX_BYTES, 0, 0), Section.ADDITIONAL);
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
