package org.wardgate.registrar.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.CoseVerifier;
import org.wardgate.crypto.cose.CoseX509;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.x509.Certificates;

/** What an honest MASA does with a registrar's request (RFC 8995 §5.5, §5.6, §5.8). */
public final class MasaService {
  private static final CborLimits LIMITS = new CborLimits(65_536, 8, 256);
  private static final int KEY_ID_HEADERS_BYTES = 4;

  private final Scene scene;
  private final Map<String, List<String>> log = new ConcurrentHashMap<>();

  MasaService(Scene scene) {
    this.scene = scene;
  }

  /** Notes a former owner. */
  public void soldBefore(String serial, String domainId) {
    log.computeIfAbsent(serial, any -> new ArrayList<>()).add(entry(domainId));
  }

  void voucher(HttpExchange exchange, Bytes body) throws IOException {
    try {
      Bytes voucher = issue(body);
      EmulatedMasa.send(exchange, 200, "application/voucher+cose", voucher);
    } catch (CryptoException | IllegalArgumentException e) {
      EmulatedMasa.send(exchange, 403, "text/plain", Bytes.EMPTY);
    }
  }

  void auditLog(HttpExchange exchange, Bytes body) throws IOException {
    try {
      Request request = verified(body);
      List<String> entries = log.getOrDefault(request.serial(), List.of());
      String json = "{\"version\":1,\"events\":[" + String.join(",", entries) + "]}";
      EmulatedMasa.send(exchange, 200, "application/json", utf8(json));
    } catch (CryptoException | IllegalArgumentException e) {
      EmulatedMasa.send(exchange, 404, "text/plain", Bytes.EMPTY);
    }
  }

  /** A voucher for a registrar's request, as its HTTP answer would be. */
  public Bytes issue(Bytes registrarRequest) throws CryptoException {
    Request request = verified(registrarRequest);
    X509Certificate pinned = request.bag().get(1);
    soldBefore(request.serial(), domainId(pinned));
    VoucherWriter voucher =
        VoucherWriter.voucher()
            .date(2, Instant.now())
            .bytes(8, Certificates.der(pinned))
            .text(11, request.serial());
    if (request.nonce().isPresent()) {
      voucher.number(1, 2).bytes(7, request.nonce().get());
    } else {
      voucher.number(1, 0).date(4, Instant.now().plus(Duration.ofDays(300)));
    }
    return scene.signed(voucher);
  }

  private record Request(String serial, Optional<Bytes> nonce, List<X509Certificate> bag) {}

  private Request verified(Bytes encoded) throws CryptoException {
    CoseSign1 message = message(encoded);
    List<X509Certificate> bag = CoseX509.certificates(message);
    CoseVerifier.verify(message, bag.get(0).getPublicKey(), Bytes.EMPTY);
    require(bag.get(0).getIssuerX500Principal().equals(bag.get(1).getSubjectX500Principal()));
    CborMap leaves = leaves(message);
    String serial = ((CborText) leaves.get(13).orElseThrow()).value();
    require(serial.equals(Scene.SERIAL));
    require(leaves.get(2).isPresent());
    require(
        bytes(leaves, 5).equals(Bytes.of(scene.pump.certificate().getExtensionValue("2.5.29.35"))));
    if (leaves.get(9).isEmpty()) {
      require(leaves.get(7).isEmpty());
      return new Request(serial, Optional.empty(), bag);
    }
    CoseSign1 prior = message(bytes(leaves, 9));
    CoseVerifier.verify(prior, scene.pump.certificate().getPublicKey(), Bytes.EMPTY);
    CborMap theirs = leaves(prior);
    require(theirs.get(7).equals(leaves.get(7)) && theirs.get(13).equals(leaves.get(13)));
    // draft-ietf-anima-constrained-voucher §14.5: proximity to the very key that signed
    require(bytes(theirs, 12).equals(PublicKeys.spki(bag.get(0).getPublicKey())));
    return new Request(serial, leaves.get(7).map(nonce -> ((CborBytes) nonce).value()), bag);
  }

  private static CoseSign1 message(Bytes encoded) throws CryptoException {
    return (CoseSign1) CoseMessage.parse(encoded, LIMITS);
  }

  private static CborMap leaves(CoseSign1 message) throws CryptoException {
    CborMap outer = (CborMap) CborReader.read(message.payload(), LIMITS);
    return (CborMap) outer.get(2501).orElseThrow(IllegalArgumentException::new);
  }

  private static Bytes bytes(CborMap leaves, long leaf) {
    return ((CborBytes) leaves.get(leaf).orElseThrow(IllegalArgumentException::new)).value();
  }

  private static String domainId(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue("2.5.29.14");
    byte[] id = Arrays.copyOfRange(extension, KEY_ID_HEADERS_BYTES, extension.length);
    return Base64.getEncoder().encodeToString(id);
  }

  private static String entry(String domainId) {
    return "{\"date\":\"2026-01-01T00:00:00Z\",\"domainID\":\""
        + domainId
        + "\",\"nonce\":null,\"assertion\":\"logged\"}";
  }

  private static Bytes utf8(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException("a request that is not right");
    }
  }
}
