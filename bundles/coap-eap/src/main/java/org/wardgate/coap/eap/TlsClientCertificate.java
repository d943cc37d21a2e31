package org.wardgate.coap.eap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.Certificates;

/**
 * Finds the client's certificate in the EAP-TLS messages of a device, as far as they are in the
 * clear (RFC 5216 §3.1, RFC 5246 §7.3). It counts only in a handshake of exactly the expected form:
 * whoever could make this reader and the server read differently could show another's certificate.
 * Not thread-safe.
 */
final class TlsClientCertificate {
  /** More handshake than this is not believed. */
  static final int HANDSHAKE_MAX_BYTES = 32_768;

  /** What there is to see of the certificate. */
  enum Sight {
    /** It is in the clear. */
    SHOWN,
    /** The handshake resumes another or hides it, as TLS 1.3 does. */
    HIDDEN,
    /** Too long, cut off, or not in the order of a handshake. */
    ODD
  }

  private static final int LENGTH_INCLUDED = 0x80;
  private static final int RECORD_HEADER_BYTES = 5;
  private static final int CHANGE_CIPHER_SPEC_RECORD = 20;
  private static final int HANDSHAKE_RECORD = 22;
  private static final int APPLICATION_RECORD = 23;
  private static final int CLIENT_HELLO = 1;
  private static final int CERTIFICATE = 11;
  private static final int CERTIFICATE_VERIFY = 15;
  private static final int CLIENT_KEY_EXCHANGE = 16;
  private static final int MESSAGE_HEADER_BYTES = 4;
  private static final int LENGTH_BYTES = 3;

  /** RFC 5246 §7.3: all that a client with a certificate sends before it changes the cipher. */
  private static final List<Integer> WITH_CERTIFICATE =
      List.of(CLIENT_HELLO, CERTIFICATE, CLIENT_KEY_EXCHANGE, CERTIFICATE_VERIFY);

  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
  private boolean tooLong;

  /** A handshake message in the clear. */
  private record Message(int type, Bytes body) {}

  /** Takes the type data of a response: flags, perhaps a length, a piece of the TLS stream. */
  void seen(byte[] data) {
    if (data.length == 0) {
      return;
    }
    int begin = (data[0] & LENGTH_INCLUDED) != 0 ? 1 + Integer.BYTES : 1;
    if (stream.size() + data.length > HANDSHAKE_MAX_BYTES) {
      tooLong = true;
    } else if (begin < data.length) {
      stream.write(data, begin, data.length - begin);
    }
  }

  /** What there is to see by now. */
  Sight sight() {
    List<Message> messages = clearHandshake().orElse(List.of());
    List<Integer> types = messages.stream().map(Message::type).toList();
    if (types.equals(WITH_CERTIFICATE)) {
      return certificate().isPresent() ? Sight.SHOWN : Sight.ODD;
    }
    // RFC 8446 §4.1.4: a second hello, if the server asked for one
    boolean hellos = !types.isEmpty() && types.stream().allMatch(type -> type == CLIENT_HELLO);
    return hellos ? Sight.HIDDEN : Sight.ODD;
  }

  /** What the certificate that is shown calls its holder: common name and alternative names. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    certificate()
        .ifPresent(
            certificate -> {
              Certificates.subjectAttribute(certificate, Attribute.COMMON_NAME)
                  .ifPresent(names::add);
              names.addAll(alternatives(certificate));
            });
    return names;
  }

  private static List<String> alternatives(X509Certificate certificate) {
    try {
      var all = certificate.getSubjectAlternativeNames();
      return all == null
          ? List.of()
          : all.stream()
              .map(name -> name.get(1))
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private Optional<X509Certificate> certificate() {
    return clearHandshake().stream()
        .flatMap(List::stream)
        .filter(message -> message.type() == CERTIFICATE)
        .findFirst()
        .flatMap(message -> leaf(message.body().toArray()));
  }

  /** The messages before the cipher is changed; absent if there is anything else among them. */
  private Optional<List<Message>> clearHandshake() {
    ByteBuffer in = ByteBuffer.wrap(stream.toByteArray());
    ByteArrayOutputStream handshake = new ByteArrayOutputStream();
    while (!tooLong && in.remaining() >= RECORD_HEADER_BYTES) {
      int type = in.get() & 0xFF;
      in.getShort(); // version
      int length = in.getShort() & 0xFFFF;
      if (type == CHANGE_CIPHER_SPEC_RECORD || type == APPLICATION_RECORD) {
        return messages(ByteBuffer.wrap(handshake.toByteArray()));
      }
      if (type != HANDSHAKE_RECORD || length > in.remaining()) {
        return Optional.empty();
      }
      byte[] fragment = new byte[length];
      in.get(fragment);
      handshake.writeBytes(fragment);
    }
    return Optional.empty();
  }

  private static Optional<List<Message>> messages(ByteBuffer in) {
    List<Message> found = new ArrayList<>();
    while (in.remaining() >= MESSAGE_HEADER_BYTES) {
      int type = in.get() & 0xFF;
      int length = threeBytes(in);
      if (length > in.remaining()) {
        return Optional.empty();
      }
      byte[] body = new byte[length];
      in.get(body);
      found.add(new Message(type, Bytes.of(body)));
    }
    return in.hasRemaining() ? Optional.empty() : Optional.of(found);
  }

  private static int threeBytes(ByteBuffer in) {
    return ((in.get() & 0xFF) << 16) | ((in.get() & 0xFF) << 8) | (in.get() & 0xFF);
  }

  private static Optional<X509Certificate> leaf(byte[] message) {
    if (message.length < 2 * LENGTH_BYTES) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(message, LENGTH_BYTES, message.length - LENGTH_BYTES);
    int length = threeBytes(in);
    if (length > in.remaining()) {
      return Optional.empty();
    }
    int begin = in.position();
    try {
      return Optional.of(
          Certificates.ofDer(Bytes.of(Arrays.copyOfRange(message, begin, begin + length))));
    } catch (CryptoException e) {
      return Optional.empty();
    }
  }
}
