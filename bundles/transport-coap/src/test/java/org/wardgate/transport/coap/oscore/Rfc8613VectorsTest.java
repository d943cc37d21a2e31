package org.wardgate.transport.coap.oscore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.OscoreParameters.Suite;
import org.wardgate.transport.coap.oscore.SecurityContext.Binding;

/** The test vectors of RFC 8613, Appendix C. */
class Rfc8613VectorsTest {
  private static final Bytes SECRET = Bytes.ofHex("0102030405060708090a0b0c0d0e0f10");
  private static final Bytes SALT = Bytes.ofHex("9e7ca92223786340");
  private static final Bytes ID_CONTEXT = Bytes.ofHex("37cbf3210017a2d3");
  private static final Bytes ONE = Bytes.ofHex("01");
  private static final Bytes ZERO = Bytes.ofHex("00");

  private static SecurityContext context(
      Bytes salt, Bytes sender, Bytes recipient, Optional<Bytes> idContext) {
    return new SecurityContext(Suite.AES_CCM_16_64_128, SECRET, salt, sender, recipient, idContext);
  }

  private static CoapMessage message(String hex) {
    return CoapMessage.parse(Bytes.ofHex(hex).toArray()).orElseThrow();
  }

  private static String hex(CoapMessage message) {
    return Bytes.of(message.serialize()).hex();
  }

  private static void protects(SecurityContext client, String plain, String expected)
      throws OscoreException {
    client.startAt(20);
    assertThat(hex(client.protectRequest(message(plain)).message())).isEqualTo(expected);
  }

  @Test
  void c4RequestOfAClientWithSalt() throws OscoreException {
    String plain = "44015d1f00003974396c6f63616c686f737483747631";
    String expected = "44025d1f00003974396c6f63616c686f7374620914ff612f1092f1776f1c1668b3825e";
    protects(context(SALT, Bytes.EMPTY, ONE, Optional.empty()), plain, expected);
    SecurityContext server = context(SALT, ONE, Bytes.EMPTY, Optional.empty());
    assertThat(hex(server.unprotectRequest(message(expected)).message())).isEqualTo(plain);
  }

  @Test
  void c5RequestOfAClientWithoutSalt() throws OscoreException {
    String plain = "440171c30000b932396c6f63616c686f737483747631";
    String expected = "440271c30000b932396c6f63616c686f737463091400ff4ed339a5a379b0b8bc731fffb0";
    protects(context(Bytes.EMPTY, ZERO, ONE, Optional.empty()), plain, expected);
    SecurityContext server = context(Bytes.EMPTY, ONE, ZERO, Optional.empty());
    assertThat(hex(server.unprotectRequest(message(expected)).message())).isEqualTo(plain);
  }

  @Test
  void c6RequestOfAClientWithIdContext() throws OscoreException {
    String plain = "44012f8eef9bbf7a396c6f63616c686f737483747631";
    String expected =
        "44022f8eef9bbf7a396c6f63616c686f73746b19140837cbf3210017a2d3"
            + "ff72cd7273fd331ac45cffbe55c3";
    protects(context(SALT, Bytes.EMPTY, ONE, Optional.of(ID_CONTEXT)), plain, expected);
    SecurityContext server = context(SALT, ONE, Bytes.EMPTY, Optional.of(ID_CONTEXT));
    assertThat(hex(server.unprotectRequest(message(expected)).message())).isEqualTo(plain);
  }

  @Test
  void c7ResponseWithoutNumberOfItsOwn() throws OscoreException {
    SecurityContext client = context(SALT, Bytes.EMPTY, ONE, Optional.empty());
    CoapMessage protectedResponse =
        message("64445d1f0000397490ffdbaad1e9a7e7b2a813d3c31524378303cdafae119106");
    CoapMessage plain =
        client.unprotectResponse(protectedResponse, new Binding(Bytes.EMPTY, Bytes.ofHex("14")));
    assertThat(hex(plain)).isEqualTo("64455d1f00003974ff48656c6c6f20576f726c6421");
  }

  @Test
  void c8ResponseWithANumberOfItsOwn() throws OscoreException {
    SecurityContext server = context(SALT, ONE, Bytes.EMPTY, Optional.empty());
    Binding binding = new Binding(Bytes.EMPTY, Bytes.ofHex("14"));
    CoapMessage sealed =
        server.protectResponse(message("64455d1f00003974ff48656c6c6f20576f726c6421"), binding);
    assertThat(hex(sealed))
        .isEqualTo("64445d1f00003974920100ff4d4c13669384b67354b2b6175ff4b8658c666a6cf88e");
    SecurityContext client = context(SALT, Bytes.EMPTY, ONE, Optional.empty());
    assertThat(hex(client.unprotectResponse(sealed, binding)))
        .isEqualTo("64455d1f00003974ff48656c6c6f20576f726c6421");
  }

  /** Keys of C.1 to C.3 are proved by what they make; this is the derivation itself. */
  @Test
  void c1DerivesTheKeysOfTheClient() {
    byte[] info = Structures.info(Bytes.EMPTY, Optional.empty(), 10, "Key", 16);
    byte[] key = Hkdf.derive(SALT.toArray(), SECRET.toArray(), info, 16);
    assertThat(Bytes.of(key).hex()).isEqualTo("f0910ed7295e6ad4b54fc793154302ff");
    byte[] iv =
        Hkdf.derive(
            SALT.toArray(),
            SECRET.toArray(),
            Structures.info(Bytes.EMPTY, Optional.empty(), 10, "IV", 13),
            13);
    assertThat(Bytes.of(iv).hex()).isEqualTo("4622d4dd6d944168eefb54987c");
  }

  @Test
  void c3DerivesTheKeysWithIdContext() {
    byte[] info = Structures.info(ONE, Optional.of(ID_CONTEXT), 10, "Key", 16);
    byte[] key = Hkdf.derive(SALT.toArray(), SECRET.toArray(), info, 16);
    assertThat(Bytes.of(key).hex()).isEqualTo("e39a0c7c77b43f03b4b39ab9a268699f");
  }
}
