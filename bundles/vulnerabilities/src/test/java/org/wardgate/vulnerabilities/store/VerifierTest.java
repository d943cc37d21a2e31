package org.wardgate.vulnerabilities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.vulnerabilities.testing.Papers;
import org.wardgate.vulnerabilities.testing.People;
import org.wardgate.vulnerabilities.testing.People.Person;

class VerifierTest {
  private static Verified verify(String content, Bytes signature, Instant at)
      throws RefusedException {
    return Verifier.verify(Papers.bytes(content), signature, People.inventory(), at);
  }

  private static void refused(String content, Person signer, String code) {
    assertThatThrownBy(() -> verify(content, signer.sign(content), People.NOW))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(code);
  }

  @Test
  void theManufacturerSignsItsSbom() throws RefusedException {
    Verified verified = verify(Papers.sbom(), People.ACME.sign(Papers.sbom()), People.NOW);
    assertThat(verified.firmware())
        .hasValueSatisfying(f -> assertThat(f.manufacturerId()).isEqualTo("acme"));
    assertThat(verified.issuer()).isEqualTo("manufacturer acme");
  }

  @Test
  void aCertMayMakeStatements() throws RefusedException {
    String text = Papers.library("CVE-2026-5", "affected");
    Verified verified = verify(text, People.CERT.sign(text), People.NOW);
    assertThat(verified.source()).isPresent();
    assertThat(verified.issuer()).isEqualTo("authority cert");
  }

  @Test
  void anSbomSignedByAnotherVendorIsRefused() {
    refused(Papers.sbom(), People.OTHER, "WG-VUL-0003");
    refused(Papers.sbom(), People.CERT, "WG-VUL-0003");
    refused(Papers.sbom().replace("Acme Medical", "Other Devices"), People.ACME, "WG-VUL-0003");
  }

  @Test
  void anSbomOfAModelItsSignerMayNotSpeakForIsRefused() {
    Bytes signature = People.ACME.sign(Papers.sbom());
    InventorySnapshot narrow = People.inventory(1, List.of("P200"));
    assertThatThrownBy(
            () -> Verifier.verify(Papers.bytes(Papers.sbom()), signature, narrow, People.NOW))
        .hasMessageContaining("WG-VUL-0003");
  }

  @Test
  void whatAStrangerSignedIsRefusedBeforeItIsRead() {
    refused(Papers.sbom(), People.STRANGER, "WG-VUL-0003");
    refused("not even JSON", People.STRANGER, "WG-VUL-0003");
    refused("not even JSON", People.ACME, "WG-VUL-0001");
  }

  @Test
  void aChangedFileOrSignatureIsRefused() {
    Bytes signature = People.ACME.sign(Papers.sbom());
    assertThatThrownBy(() -> verify(Papers.sbom() + " ", signature, People.NOW))
        .hasMessageContaining("WG-VUL-0002");
    assertThatThrownBy(() -> verify(Papers.sbom(), Bytes.EMPTY, People.NOW))
        .hasMessageContaining("WG-VUL-0002");
    byte[] changed = signature.toArray();
    changed[changed.length - 3] ^= 1;
    assertThatThrownBy(() -> verify(Papers.sbom(), Bytes.of(changed), People.NOW))
        .hasMessageContaining("WG-VUL-0002");
  }

  @Test
  void anExpiredSignerIsRefused() {
    Bytes signature = People.ACME.sign(Papers.sbom());
    assertThatThrownBy(() -> verify(Papers.sbom(), signature, People.NOW.plus(Duration.ofDays(2))))
        .hasMessageContaining("WG-VUL-0003");
  }

  @Test
  void withoutSignersInTheInventoryNothingCounts() {
    Bytes signature = People.ACME.sign(Papers.sbom());
    assertThatThrownBy(
            () ->
                Verifier.verify(
                    Papers.bytes(Papers.sbom()), signature, InventorySnapshot.empty(), People.NOW))
        .hasMessageContaining("WG-VUL-0003");
  }
}
