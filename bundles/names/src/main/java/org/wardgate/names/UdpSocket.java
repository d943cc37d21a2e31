package org.wardgate.names;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;

/** Devices' questions and their answers in datagrams. Confined to one thread. */
final class UdpSocket implements Readiness, AutoCloseable {
  /** RFC 1035 §4.2.1: longest datagram for a device that does not say it takes more. */
  static final int PLAIN_MAX_BYTES = 512;

  /** Longest datagram otherwise; not fragmented on any path. */
  static final int EXTENDED_MAX_BYTES = 1_232;

  private static final Logger LOG = LoggerFactory.getLogger(UdpSocket.class);

  private final DatagramChannel channel;
  private final Questions questions;

  private UdpSocket(DatagramChannel channel, Questions questions) {
    this.channel = channel;
    this.questions = questions;
  }

  static UdpSocket open(InetSocketAddress bind, Selector selector, Questions questions)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.bind(bind);
      channel.configureBlocking(false);
      UdpSocket socket = new UdpSocket(channel, questions);
      channel.register(selector, SelectionKey.OP_READ, socket);
      return socket;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  int port() {
    return channel.socket().getLocalPort();
  }

  @Override
  public void ready() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(QuestionReader.QUESTION_MAX_BYTES + 1);
    if (channel.receive(buffer) instanceof InetSocketAddress source) {
      var unused = questions.take(Lookup.bytes(buffer), new Sender(source));
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private final class Sender implements Asker {
    private final InetSocketAddress source;

    Sender(InetSocketAddress source) {
      this.source = source;
    }

    @Override
    public InetSocketAddress source() {
      return source;
    }

    // RFC 6891 §6.2.3: less than 512 means 512
    @Override
    public int answerMaxBytes(Message question) {
      OPTRecord extension = question.getOPT();
      return extension == null
          ? PLAIN_MAX_BYTES
          : Math.max(PLAIN_MAX_BYTES, Math.min(EXTENDED_MAX_BYTES, extension.getPayloadSize()));
    }

    @Override
    public void answer(Message reply) {
      try {
        channel.send(ByteBuffer.wrap(reply.toWire()), source);
      } catch (IOException e) {
        LOG.debug("an answer was lost: {}", e.getMessage());
      }
    }
  }
}
