package org.wardgate.attestation.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;

class KeyFileTest {
  @Test
  void readsAPublicKeyInPem() throws RefusedException {
    String pem = PublicKeys.toPem(EcKeys.generateP256().getPublic());
    assertThat(KeyFile.read(pem)).isInstanceOf(VerificationKey.Public.class);
  }

  @Test
  void readsAFoldedJwk() throws RefusedException {
    String folded =
        """
        ========== NOTE: '\\\\' line wrapping per RFC 8792 ==========

        {"kty":"oct","k":"AAEC\\
           \\AwQF"}
        """;
    assertThat(KeyFile.read(folded))
        .isEqualTo(new VerificationKey.Secret(org.wardgate.api.Bytes.ofHex("000102030405")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "{}",
        "[]",
        "null",
        "{\"kty\":\"RSA\"}",
        "{\"kty\":\"EC\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-521\",\"x\":\"AA\",\"y\":\"AA\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"!\",\"y\":\"AA\"}",
        "{\"kty\":\"oct\",\"k\":\"?\"}",
        "{\"kty\":\"oct\",\"kty\":\"EC\"}",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n",
        "-----BEGIN EC PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
      })
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> KeyFile.read(text))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-ATT-0025");
  }

  @Property(tries = 500)
  void anyTextIsAKeyOrRefused(@ForAll String text) {
    try {
      assertThat(KeyFile.read(text)).isNotNull();
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).isEqualTo("WG-ATT-0025");
    }
  }
}
