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
 * clear (RFC 5216 §3.1, RFC 5246 §7.4.6). Not thread-safe.
 */
final class TlsClientCertificate {
  /** More handshake than this is not looked at. */
  static final int HANDSHAKE_MAX_BYTES = 32_768;

  private static final int LENGTH_INCLUDED = 0x80;
  private static final int RECORD_HEADER_BYTES = 5;
  private static final int HANDSHAKE_RECORD = 22;
  private static final int CERTIFICATE = 11;
  private static final int MESSAGE_HEADER_BYTES = 4;
  private static final int LENGTH_BYTES = 3;

  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

  /** Takes the type data of a response: flags, perhaps a length, a piece of the TLS stream. */
  void seen(byte[] data) {
    if (data.length == 0) {
      return;
    }
    int begin = (data[0] & LENGTH_INCLUDED) != 0 ? 1 + Integer.BYTES : 1;
    if (begin < data.length && stream.size() + data.length <= HANDSHAKE_MAX_BYTES) {
      stream.write(data, begin, data.length - begin);
    }
  }

  /** Whether exactly one message with a certificate was seen. */
  boolean visible() {
    return certificate().isPresent();
  }

  /** What the certificate calls its holder: common name and alternative names. */
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
    List<byte[]> found = certificateMessages(clearHandshake());
    if (found.size() != 1) {
      return Optional.empty();
    }
    return leaf(found.get(0));
  }

  /** The handshake before the cipher is changed. */
  private ByteBuffer clearHandshake() {
    ByteBuffer in = ByteBuffer.wrap(stream.toByteArray());
    ByteArrayOutputStream handshake = new ByteArrayOutputStream();
    while (in.remaining() >= RECORD_HEADER_BYTES) {
      int type = in.get() & 0xFF;
      in.getShort(); // version
      int length = in.getShort() & 0xFFFF;
      if (type != HANDSHAKE_RECORD || length > in.remaining()) {
        break;
      }
      byte[] fragment = new byte[length];
      in.get(fragment);
      handshake.writeBytes(fragment);
    }
    return ByteBuffer.wrap(handshake.toByteArray());
  }

  private static List<byte[]> certificateMessages(ByteBuffer in) {
    List<byte[]> found = new ArrayList<>();
    while (in.remaining() >= MESSAGE_HEADER_BYTES) {
      int type = in.get() & 0xFF;
      int length = threeBytes(in);
      if (length > in.remaining()) {
        break;
      }
      byte[] body = new byte[length];
      in.get(body);
      if (type == CERTIFICATE) {
        found.add(body);
      }
    }
    return found;
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
