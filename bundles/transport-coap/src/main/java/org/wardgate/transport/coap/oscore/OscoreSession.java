package org.wardgate.transport.coap.oscore;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.transport.coap.oscore.OscoreException.Reason;
import org.wardgate.transport.coap.oscore.SecurityContext.Binding;

/**
 * A security context in use with one peer: which message belongs to which, and what is sent again
 * when a datagram is repeated. Thread-safe.
 */
public final class OscoreSession {
  /** Requests of each direction whose responses may be open, and datagrams that may be repeated. */
  static final int REMEMBERED_MAX_COUNT = 16;

  /**
   * Set in the id of every message begun here, so that the acknowledgement tells which of the two
   * endpoints on the socket it is for.
   */
  static final int MID_MARK = 0x8000;

  private final SecurityContext context;
  private final Principal principal;
  private final Instant expires;
  private final Map<Bytes, Binding> answering = new Recent<>(REMEMBERED_MAX_COUNT);
  private final Map<Bytes, Binding> asking = new Recent<>(REMEMBERED_MAX_COUNT);
  private final Map<Integer, Sent> sent = new Recent<>(REMEMBERED_MAX_COUNT);
  private final Map<Integer, Received> received = new Recent<>(REMEMBERED_MAX_COUNT);
  private volatile InetSocketAddress address;
  private volatile boolean confirmed;

  /** A datagram as CoAP made it, and as it went out. */
  private record Sent(Bytes plain, Bytes wire) {}

  /** A datagram as it came in, and what acknowledged it. */
  private record Received(Bytes wire, @Nullable Bytes answer) {}

  /**
   * What is to be done with a datagram; one of the two or nothing.
   *
   * @param deliver the message inside
   * @param resend what was answered before
   */
  public record Incoming(Optional<byte[]> deliver, Optional<byte[]> resend) {
    static final Incoming NOTHING = new Incoming(Optional.empty(), Optional.empty());

    static Incoming deliver(CoapMessage plain) {
      return new Incoming(Optional.of(plain.serialize()), Optional.empty());
    }
  }

  /**
   * @param principal travels with every message of this session
   * @param address where the peer is now
   */
  public OscoreSession(
      SecurityContext context, Principal principal, InetSocketAddress address, Instant expires) {
    this.context = context;
    this.principal = principal;
    this.address = address;
    this.expires = expires;
  }

  /** The peer's id in messages to this side. */
  public Bytes recipientId() {
    return context.recipientId();
  }

  Optional<Bytes> idContext() {
    return context.idContext();
  }

  /** What travels with every message of this session. */
  public Principal principal() {
    return principal;
  }

  /** Where the newest authentic message came from. */
  public InetSocketAddress address() {
    return address;
  }

  /** When the context is deleted. */
  public Instant expires() {
    return expires;
  }

  /** Whether the peer proved that it has the key. */
  public boolean confirmed() {
    return confirmed;
  }

  /**
   * Serves the peer's requests from now on. Before, they are dropped: an authentic response has to
   * come first.
   */
  public void confirm() {
    confirmed = true;
  }

  /**
   * Protects a datagram.
   *
   * @return absent if it answers nothing that is remembered
   */
  synchronized Optional<CoapMessage> outgoing(CoapMessage plain) throws OscoreException {
    Bytes bytes = Bytes.of(plain.serialize());
    Sent before = sent.get(plain.mid());
    if (before != null && before.plain().equals(bytes) && plain.type() == CoapMessage.CON) {
      return CoapMessage.parse(before.wire().toArray());
    }
    Optional<CoapMessage> wire = protect(plain);
    wire.ifPresent(message -> remember(plain, bytes, message));
    return wire;
  }

  private Optional<CoapMessage> protect(CoapMessage plain) throws OscoreException {
    if (plain.code() == 0) {
      return Optional.of(plain);
    }
    boolean begun = plain.type() == CoapMessage.CON || plain.type() == CoapMessage.NON;
    CoapMessage marked = begun ? plain.withMid(plain.mid() | MID_MARK) : plain;
    if (plain.isRequest()) {
      SecurityContext.Result result = context.protectRequest(marked);
      asking.put(plain.token(), result.binding());
      return Optional.of(result.message());
    }
    Binding binding = answering.get(plain.token());
    return binding == null
        ? Optional.empty()
        : Optional.of(context.protectResponse(marked, binding));
  }

  private void remember(CoapMessage plain, Bytes plainBytes, CoapMessage wire) {
    Bytes wireBytes = Bytes.of(wire.serialize());
    if (plain.type() == CoapMessage.CON) {
      sent.put(plain.mid(), new Sent(plainBytes, wireBytes));
    } else if (plain.type() == CoapMessage.ACK || plain.type() == CoapMessage.RST) {
      received.computeIfPresent(plain.mid(), (mid, r) -> new Received(r.wire(), wireBytes));
    }
  }

  /**
   * Takes a protected datagram.
   *
   * @param outer what it says outside
   * @param wire the datagram
   * @param from where it came from; if it is authentic and the newest, the peer is there now
   */
  synchronized Incoming incoming(CoapMessage outer, Bytes wire, InetSocketAddress from)
      throws OscoreException {
    Received before = received.get(outer.mid());
    boolean begun = outer.type() == CoapMessage.CON || outer.type() == CoapMessage.NON;
    if (begun && before != null && before.wire().equals(wire)) {
      // RFC 7252 §4.5: a repeated message is answered as before, and not processed again
      Bytes answer = before.answer();
      return answer == null
          ? Incoming.NOTHING
          : new Incoming(Optional.empty(), Optional.of(answer.toArray()));
    }
    Incoming result = outer.isRequest() ? request(outer, from) : response(outer);
    if (begun && result.deliver().isPresent()) {
      received.put(outer.mid(), new Received(wire, null));
    }
    return result;
  }

  private Incoming request(CoapMessage outer, InetSocketAddress from) throws OscoreException {
    if (!confirmed) {
      return Incoming.NOTHING;
    }
    SecurityContext.Result result = context.unprotectRequest(outer);
    if (result.newest()) {
      address = from;
    }
    answering.put(outer.token(), result.binding());
    return Incoming.deliver(result.message());
  }

  private Incoming response(CoapMessage outer) throws OscoreException {
    Binding binding = asking.get(outer.token());
    if (binding == null) {
      throw new OscoreException(Reason.UNKNOWN_CONTEXT);
    }
    CoapMessage plain = context.unprotectResponse(outer, binding);
    asking.remove(outer.token()); // one response for each request
    boolean marked = outer.type() == CoapMessage.ACK;
    return Incoming.deliver(marked ? plain.withMid(plain.mid() & ~MID_MARK) : plain);
  }
}
