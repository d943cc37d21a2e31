package org.wardgate.coap.eap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;

/** A device with a credential of its own that would be another: the server repeats any name. */
class CredentialTest {
  private static final int HELLO = 1;
  private static final int KEY_EXCHANGE = 16;
  private static final int VERIFY = 15;
  private static final int HANDSHAKE = 22;
  private static final int CIPHER_CHANGE = 20;
  private static final int APPLICATION = 23;
  private static final int ALERT = 21;
  private static final int PEAP = 25;

  private final byte[] own;

  CredentialTest() throws CertificateEncodingException {
    own = new TestCa().device("pump-1").getEncoded();
  }

  private static Optional<Bytes> name(String name) {
    return Optional.of(Bytes.of(name.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] record(int type, byte[] fragment) {
    return ByteBuffer.allocate(5 + fragment.length)
        .put((byte) type)
        .putShort((short) 0x0303)
        .putShort((short) fragment.length)
        .put(fragment)
        .array();
  }

  private static byte[] message(int type, byte[] body) {
    return ByteBuffer.allocate(4 + body.length).putInt(type << 24 | body.length).put(body).array();
  }

  /** The certificate so many times. */
  private byte[] chain(int copies) {
    int entry = 3 + own.length;
    ByteBuffer body = ByteBuffer.allocate(3 + copies * entry);
    body.put(threeBytes(copies * entry));
    for (int i = 0; i < copies; i++) {
      body.put(threeBytes(own.length)).put(own);
    }
    return message(11, body.array());
  }

  private static byte[] threeBytes(int value) {
    return new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value};
  }

  private static byte[] hello() {
    return record(HANDSHAKE, message(HELLO, new byte[40]));
  }

  private static byte[] changed() {
    return record(CIPHER_CHANGE, new byte[] {1});
  }

  private static byte[] proof() {
    return record(
        HANDSHAKE, join(message(KEY_EXCHANGE, new byte[66]), message(VERIFY, new byte[76])));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** The stream in fragments as EAP-TLS sends them. */
  private static List<EapPacket> tls(byte[]... records) {
    byte[] stream = join(records);
    List<EapPacket> responses = new ArrayList<>();
    for (int at = 0; at < stream.length; at += 2000) {
      byte[] piece = Arrays.copyOfRange(stream, at, Math.min(stream.length, at + 2000));
      responses.add(response(EapPacket.TYPE_TLS, join(new byte[] {0x40}, piece)));
    }
    return responses;
  }

  private static EapPacket response(int type, byte[] data) {
    return new EapPacket(EapPacket.RESPONSE, 7, type, Bytes.of(data));
  }

  private static boolean confirms(boolean vouches, String wanted, List<EapPacket> responses) {
    Credential credential = new Credential(vouches);
    responses.forEach(credential::seen);
    return credential.confirms(name(wanted), wanted::equals);
  }

  @Test
  void aCertificateInTheClearConfirmsItsHolderAlone() {
    List<EapPacket> shown = tls(hello(), record(HANDSHAKE, chain(1)), proof(), changed());
    assertThat(confirms(false, "pump-1", shown)).isTrue();
    assertThat(confirms(false, "ventilator-9", shown)).isFalse();
    assertThat(confirms(true, "ventilator-9", shown)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRecordBeforeTheCertificateThatDoesNotBelongThereConfirmsNobody(boolean vouches) {
    byte[] alert = record(ALERT, new byte[] {1, 90});
    byte[] certificate = record(HANDSHAKE, chain(1));
    for (List<EapPacket> odd :
        List.of(
            tls(alert, hello(), certificate, proof(), changed()),
            tls(hello(), alert, certificate, proof(), changed()),
            tls(certificate, proof(), changed()),
            tls(hello(), record(HANDSHAKE, message(23, new byte[9])), certificate, changed()),
            tls(hello(), certificate, certificate, proof(), changed()),
            tls(hello(), certificate, changed()),
            tls(hello(), certificate, proof()),
            tls(hello()))) {
      assertThat(confirms(vouches, "ventilator-9", odd)).isFalse();
      assertThat(confirms(vouches, "pump-1", odd)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aChainTooLongToBeLookedAtConfirmsNobody(boolean vouches) {
    byte[] chain = chain(TlsClientCertificate.HANDSHAKE_MAX_BYTES / own.length + 1);
    List<byte[]> records = new ArrayList<>(List.of(hello()));
    for (int at = 0; at < chain.length; at += 16_000) {
      records.add(
          record(HANDSHAKE, Arrays.copyOfRange(chain, at, Math.min(chain.length, at + 16_000))));
    }
    records.add(proof());
    records.add(changed());
    assertThat(confirms(vouches, "ventilator-9", tls(records.toArray(byte[][]::new)))).isFalse();
  }

  @Test
  void aHiddenCertificateConfirmsNobodyUnlessTheServerVouches() {
    List<EapPacket> hidden = tls(hello(), hello(), record(APPLICATION, new byte[90]));
    List<EapPacket> resumed = tls(hello(), changed(), record(HANDSHAKE, new byte[40]));
    for (List<EapPacket> responses : List.of(hidden, resumed)) {
      assertThat(confirms(false, "ventilator-9", responses)).isFalse();
      assertThat(confirms(true, "ventilator-9", responses)).isTrue();
      Credential credential = new Credential(true);
      responses.forEach(credential::seen);
      assertThat(credential.confirms(Optional.empty(), "pump-1"::equals)).isFalse();
      assertThat(credential.confirms(name("pump-2"), "pump-1"::equals)).isFalse();
    }
  }

  @Test
  void anUnknownMethodConfirmsNobodyUnlessTheServerVouches() {
    List<EapPacket> peap = List.of(response(PEAP, new byte[5]));
    assertThat(confirms(false, "ventilator-9", peap)).isFalse();
    assertThat(confirms(true, "ventilator-9", peap)).isTrue();
    assertThat(confirms(true, "ventilator-9", List.of())).isFalse();
  }

  @Test
  void twoMethodsInOneConversationConfirmNobody() {
    List<EapPacket> both =
        new ArrayList<>(tls(hello(), record(HANDSHAKE, chain(1)), proof(), changed()));
    both.add(response(PEAP, new byte[5]));
    assertThat(confirms(false, "pump-1", both)).isFalse();
    assertThat(confirms(true, "pump-1", both)).isFalse();
  }

  @Test
  void anIdentityAndANakAreNoMethods() {
    List<EapPacket> responses =
        new ArrayList<>(tls(hello(), record(HANDSHAKE, chain(1)), proof(), changed()));
    responses.add(0, response(EapPacket.TYPE_IDENTITY, new byte[] {'x'}));
    responses.add(1, response(3, new byte[] {EapPacket.TYPE_TLS}));
    assertThat(confirms(false, "pump-1", responses)).isTrue();
  }
}
