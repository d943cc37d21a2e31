package org.wardgate.names;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Message;

/**
 * One device's connection: any number of questions, one after another or at once, each answered
 * when its answer is there (RFC 7766 §6.2.1). Confined to one thread.
 */
final class TcpConnection implements Readiness, Asker {
  /** Questions under way; the device has to wait with more. */
  static final int UNDER_WAY_MAX_COUNT = 16;

  /** Answers that the device has not fetched. */
  static final int UNREAD_MAX_BYTES = 65_536;

  /** How long nothing may happen (RFC 7766 §6.2.3). */
  static final long IDLE_MAX_NANOS = 10_000_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);
  private static final int LENGTH_BYTES = 2;
  private static final int ANSWER_MAX_BYTES = 65_535;

  private final SocketChannel channel;
  private final InetSocketAddress source;
  private final Questions questions;
  private final SelectionKey key;
  private final ByteBuffer input =
      ByteBuffer.allocate(LENGTH_BYTES + QuestionReader.QUESTION_MAX_BYTES);
  private final Deque<ByteBuffer> output = new ArrayDeque<>();
  private int unreadBytes;
  private int underWayCount;
  private boolean taking;
  private long lastNanos;

  TcpConnection(SocketChannel channel, Selector selector, Questions questions) throws IOException {
    this.channel = channel;
    this.source = (InetSocketAddress) channel.getRemoteAddress();
    this.questions = questions;
    this.lastNanos = System.nanoTime();
    channel.configureBlocking(false);
    this.key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  @Override
  public InetSocketAddress source() {
    return source;
  }

  @Override
  public int answerMaxBytes(Message question) {
    return ANSWER_MAX_BYTES;
  }

  boolean open() {
    return channel.isOpen();
  }

  /** Closes it if nothing has happened for long. */
  void expire(long now) {
    if (now - lastNanos > IDLE_MAX_NANOS) {
      close();
    }
  }

  @Override
  public void ready() {
    try {
      if (key.isWritable()) {
        write();
      }
      if (key.isValid() && key.isReadable()) {
        read();
      }
    } catch (IOException e) {
      LOG.debug("{} is gone: {}", source, e.getMessage());
      close();
    }
  }

  private void read() throws IOException {
    if (channel.read(input) < 0) {
      close();
      return;
    }
    lastNanos = System.nanoTime();
    takeQuestions();
  }

  private void takeQuestions() throws IOException {
    taking = true;
    input.flip();
    while (open() && input.remaining() >= LENGTH_BYTES && underWayCount < UNDER_WAY_MAX_COUNT) {
      int length = input.getShort(input.position()) & 0xffff;
      if (length == 0 || length > QuestionReader.QUESTION_MAX_BYTES) {
        throw new IOException("a question of " + length + " bytes");
      }
      if (input.remaining() < LENGTH_BYTES + length) {
        break;
      }
      input.getShort();
      byte[] question = new byte[length];
      input.get(question);
      underWayCount++;
      if (!questions.take(question, this)) {
        throw new IOException("a question that is not answered");
      }
    }
    input.compact();
    taking = false;
    interest();
  }

  @Override
  public void answer(Message reply) {
    underWayCount--;
    if (!open()) {
      return;
    }
    byte[] wire = reply.toWire(ANSWER_MAX_BYTES);
    ByteBuffer framed = ByteBuffer.allocate(LENGTH_BYTES + wire.length);
    framed.putShort((short) wire.length).put(wire).flip();
    output.add(framed);
    unreadBytes += framed.remaining();
    try {
      if (unreadBytes > UNREAD_MAX_BYTES) {
        throw new IOException("it does not read its answers");
      }
      write();
      if (!taking) {
        takeQuestions(); // those that had to wait
      }
    } catch (IOException e) {
      LOG.debug("{} is gone: {}", source, e.getMessage());
      close();
    }
  }

  private void write() throws IOException {
    while (!output.isEmpty()) {
      ByteBuffer next = output.element();
      int written = channel.write(next);
      unreadBytes -= written;
      lastNanos = written > 0 ? System.nanoTime() : lastNanos;
      if (next.hasRemaining()) {
        break;
      }
      output.remove();
    }
    interest();
  }

  private void interest() {
    if (key.isValid()) {
      boolean room = underWayCount < UNDER_WAY_MAX_COUNT && input.hasRemaining();
      key.interestOps(
          (room ? SelectionKey.OP_READ : 0) | (output.isEmpty() ? 0 : SelectionKey.OP_WRITE));
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("closing the connection of {}: {}", source, e.getMessage());
    }
  }
}
