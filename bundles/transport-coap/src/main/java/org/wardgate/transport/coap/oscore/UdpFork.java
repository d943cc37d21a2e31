package org.wardgate.transport.coap.oscore;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.RawData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.transport.coap.oscore.OscoreException.Reason;

/**
 * One UDP socket for two CoAP endpoints: one hears what came without protection, the other what
 * OSCORE proved to come from a session's peer. The second sees plain messages with the session's
 * principal, just as over DTLS, and nothing else. Thread-safe.
 */
public final class UdpFork {
  private static final Logger LOG = LoggerFactory.getLogger(UdpFork.class);

  private final Connector udp;
  private final SessionTable table;
  private final Predicate<InetSocketAddress> admits;
  private final Expected expected = new Expected();
  private final ForkedConnector open;
  private final ForkedConnector secured;

  /**
   * @param udp the socket; nobody else may use it
   * @param table the sessions
   * @param admits asked before anything is done for an address that proved nothing
   */
  public UdpFork(Connector udp, SessionTable table, Predicate<InetSocketAddress> admits) {
    this.udp = udp;
    this.table = table;
    this.admits = admits;
    ForkedConnector.Users users = new ForkedConnector.Users(udp);
    open = new ForkedConnector(users, this::sendOpen);
    secured = new ForkedConnector(users, this::sendSecured);
    udp.setRawDataReceiver(this::receive);
  }

  /** For the endpoint that hears what is not protected. */
  public Connector open() {
    return open;
  }

  /** For the endpoint that hears what is protected. */
  public Connector secured() {
    return secured;
  }

  private void receive(RawData raw) {
    Optional<CoapMessage> parsed = CoapMessage.parse(raw.getBytes());
    if (parsed.isEmpty()) {
      return;
    }
    CoapMessage message = parsed.get();
    boolean answersSecured =
        (message.type() == CoapMessage.ACK || message.type() == CoapMessage.RST)
            && (message.mid() & OscoreSession.MID_MARK) != 0;
    if (message.option(CoapOption.OSCORE).isPresent()) {
      receiveProtected(raw, message);
    } else if (answersSecured) {
      receiveEmpty(raw, message);
    } else if (expected.answers(raw.getInetSocketAddress(), message)
        || admits.test(raw.getInetSocketAddress())) {
      open.deliver(raw);
    }
  }

  /** An acknowledgement or reset without content cannot be protected (RFC 8613 §4.2). */
  private void receiveEmpty(RawData raw, CoapMessage message) {
    if (message.code() == 0) {
      table
          .withMid(raw.getInetSocketAddress(), message.mid())
          .ifPresent(
              session ->
                  deliver(
                      raw,
                      session,
                      message.withMid(message.mid() & ~OscoreSession.MID_MARK).serialize()));
    }
  }

  private void receiveProtected(RawData raw, CoapMessage outer) {
    InetSocketAddress from = raw.getInetSocketAddress();
    try {
      OscoreSession session = sessionOf(outer);
      OscoreSession.Incoming incoming = session.incoming(outer, Bytes.of(raw.getBytes()), from);
      incoming.deliver().ifPresent(plain -> deliver(raw, session, plain));
      // only to where the peer is: a repetition proves nothing about where it comes from
      incoming
          .resend()
          .filter(wire -> from.equals(session.address()))
          .ifPresent(wire -> send(wire, from));
    } catch (OscoreException e) {
      LOG.debug("Protected message from {} refused: {}", from, e.reason());
      if (outer.isRequest() && outer.type() == CoapMessage.CON && admits.test(from)) {
        send(error(outer, e.reason()).serialize(), from);
      }
    }
  }

  private OscoreSession sessionOf(CoapMessage outer) throws OscoreException {
    if (!outer.isRequest()) {
      return table
          .withToken(outer.token())
          .orElseThrow(() -> new OscoreException(Reason.UNKNOWN_CONTEXT));
    }
    OscoreOption option =
        outer
            .option(CoapOption.OSCORE)
            .flatMap(o -> OscoreOption.parse(o.value()))
            .orElseThrow(() -> new OscoreException(Reason.MALFORMED));
    return option
        .kid()
        .flatMap(kid -> table.withRecipientId(kid, option.kidContext()))
        .orElseThrow(() -> new OscoreException(Reason.UNKNOWN_CONTEXT));
  }

  /** RFC 8613 §8.2: not protected, not cacheable, and shorter than what it answers. */
  private static CoapMessage error(CoapMessage request, Reason reason) {
    return new CoapMessage(
        CoapMessage.ACK,
        reason.code(),
        request.mid(),
        request.token(),
        List.of(new CoapOption(CoapOption.MAX_AGE, Bytes.EMPTY)),
        Bytes.EMPTY);
  }

  private void deliver(RawData raw, OscoreSession session, byte[] plain) {
    EndpointContext context =
        new AddressEndpointContext(raw.getInetSocketAddress(), session.principal());
    secured.deliver(
        RawData.inbound(
            plain, context, false, raw.getReceiveNanoTimestamp(), raw.getConnectorAddress()));
  }

  private void send(byte[] wire, InetSocketAddress to) {
    udp.send(RawData.outbound(wire, new AddressEndpointContext(to), null, false));
  }

  private void sendOpen(RawData raw) {
    CoapMessage.parse(raw.getBytes())
        .ifPresent(message -> expected.sent(raw.getInetSocketAddress(), message));
    udp.send(raw);
  }

  private void sendSecured(RawData raw) {
    Optional<OscoreSession> found = table.of(raw.getSenderIdentity());
    Optional<CoapMessage> plain = CoapMessage.parse(raw.getBytes());
    if (found.isEmpty() || plain.isEmpty()) {
      raw.onError(new IllegalStateException("no OSCORE session"));
      return;
    }
    OscoreSession session = found.get();
    try {
      Optional<CoapMessage> wire = session.outgoing(plain.get());
      if (wire.isEmpty()) {
        raw.onError(new IllegalStateException("answers nothing that is remembered"));
        return;
      }
      table.sent(session, wire.get());
      EndpointContext to = new AddressEndpointContext(session.address(), session.principal());
      udp.send(
          RawData.outbound(
              wire.get().serialize(), to, new ForkedConnector.Callback(raw, to), false));
    } catch (OscoreException e) {
      raw.onError(e);
    }
  }
}
