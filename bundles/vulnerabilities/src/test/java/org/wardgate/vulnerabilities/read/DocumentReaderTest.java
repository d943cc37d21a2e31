package org.wardgate.vulnerabilities.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.vulnerabilities.model.Content.Sbom;
import org.wardgate.vulnerabilities.model.Content.Statements;
import org.wardgate.vulnerabilities.model.Document;
import org.wardgate.vulnerabilities.model.Identity;
import org.wardgate.vulnerabilities.model.Limits;
import org.wardgate.vulnerabilities.model.Status;
import org.wardgate.vulnerabilities.testing.Papers;

class DocumentReaderTest {
  private static Document read(String text) throws RefusedException {
    return DocumentReader.read(Papers.bytes(text));
  }

  private static void refused(String text, String code) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(code);
  }

  @Test
  void anSbomNamesFirmwareAndAllItsComponents() throws RefusedException {
    Document document = read(Papers.sbom());
    Sbom sbom = (Sbom) document.content();
    assertThat(sbom.vendor()).isEqualTo("Acme Medical");
    assertThat(sbom.firmware().name()).isEqualTo("P100");
    assertThat(sbom.firmware().version()).isEqualTo("2.1.0");
    assertThat(sbom.components())
        .extracting(Identity::name)
        .containsExactlyInAnyOrder("openssl", "freertos", "lwip", "logü");
    assertThat(document.at()).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
  }

  @Test
  void csafNamesProductsByTheirPlaceInTheTree() throws RefusedException {
    Statements statements = (Statements) read(Papers.csaf()).content();
    assertThat(statements.statements()).hasSize(5);
    assertThat(statements.scores()).containsEntry("CVE-2026-1000", 9.8).hasSize(1);
    assertThat(statements.exploited()).containsExactly("CVE-2026-1000");
    assertThat(statements.statements())
        .filteredOn(s -> s.vulnerability().equals("CVE-2026-1001"))
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.status()).isEqualTo(Status.NOT_AFFECTED);
              assertThat(s.product().name()).isEqualTo("P100");
              assertThat(s.product().vendor()).isEqualTo("Acme Medical");
              assertThat(Objects.requireNonNull(s.component().orElse(null)).name())
                  .isEqualTo("openssl");
            });
  }

  @Test
  void aCveNumberAmongTheAliasesIsTheName() throws RefusedException {
    String text =
        Papers.openVex("affected")
            .replace("CVE-2026-0001", "ACME-7")
            .replace("GHSA-aaaa-bbbb-cccc", "CVE-2026-7777");
    Statements statements = (Statements) read(text).content();
    assertThat(statements.statements().get(0).vulnerability()).isEqualTo("CVE-2026-7777");
  }

  @Test
  void theStatedScoreAndThatOfTheVectorCountAsTheHigher() throws RefusedException {
    Statements low = (Statements) read(Papers.csaf().replace("9.8", "2.0")).content();
    assertThat(low.scores()).containsEntry("CVE-2026-1000", 9.8);
    Statements four =
        (Statements)
            read(Papers.csaf().replace("cvss_v3", "cvss_v4").replace("CVSS:3.1/", "CVSS:4.0/"))
                .content();
    assertThat(four.scores()).containsEntry("CVE-2026-1000", 9.8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Exploited in the wild; true",
        "Exploited:Yes;Latest Software Release:Exploitation Detected; true",
        "Active exploitation was seen; true",
        "Exploited. A patch is not available; true",
        "No patch, exploited in the wild; true",
        "Not exploited before May, now known exploited; true",
        "Publicly Disclosed:No, Exploited:No; false",
        "none; false",
        "No known exploitation; false",
        "There are no known public exploits; false",
        "Not known to be exploited; false",
        "Not exploited in the wild; false",
        "We are not aware of any exploitation; false",
        "Proof of concept; false",
        "''; true"
      })
  void whatIsNotClearlyDeniedIsExploited(String details, String answer) throws RefusedException {
    String said =
        answer.strip().equals("Latest Software Release:Exploitation Detected")
            ? "true"
            : answer.strip();
    Statements statements =
        (Statements) read(Papers.csaf().replace("Exploited in the wild", details)).content();
    assertThat(statements.exploited().contains("CVE-2026-1000")).isEqualTo("true".equals(said));
  }

  @Test
  void theListOfExploitedOnesIsRead() throws RefusedException {
    Statements statements = (Statements) read(Papers.exploited("CVE-2026-1001")).content();
    assertThat(statements.exploited()).containsExactly("CVE-2026-1001");
    refused(Papers.exploited("x").replace("2026-03-03T10:00:00.0000Z", "soon"), "WG-VUL-0001");
    refused(Papers.exploited("\\u0000"), "WG-VUL-0001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"document\": 1}",
        "{\"document\": {}}",
        "{\"bomFormat\": \"SPDX\"}",
        "{\"@context\": \"https://www.w3.org/ns\", \"@id\": \"x\"}",
        "{\"catalogVersion\": \"1\"}",
        "{\"a\": 1}",
        "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.3\"}",
        "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.5\"}"
      })
  void whatIsNoneOfTheFormatsIsRefused(String text) {
    refused(text, "WG-VUL-0001");
  }

  @Test
  void whatAnSbomMustSayIsMissing() {
    refused(Papers.sbom().replace("\"timestamp\"", "\"when\""), "WG-VUL-0001");
    refused(Papers.sbom().replace("\"supplier\"", "\"seller\""), "WG-VUL-0001");
    refused(Papers.sbom().replace("\"name\": \"P100\"", "\"nom\": \"P100\""), "WG-VUL-0001");
    refused(Papers.sbom().replace("\"name\": \"openssl\"", "\"nom\": \"o\""), "WG-VUL-0001");
    refused(Papers.sbom().replace("\"P100\"", "\" P100\""), "WG-VUL-0001");
    refused(Papers.sbom().replace("\"1.5\"", "\"1.7\""), "WG-VUL-0001");
  }

  @Test
  void whatAStatementMustSayIsMissing() {
    refused(Papers.openVex("perhaps"), "WG-VUL-0001");
    refused(Papers.openVex("affected").replace("\"vulnerability\"", "\"v\""), "WG-VUL-0001");
    refused(Papers.openVex("affected").replace("\"@id\": \"https", "\"id\": \"https"), "WG-VUL-");
    refused(Papers.openVex("affected").replace("2026-03-02T08", "yesterday"), "WG-VUL-0001");
    refused(Papers.openVex("affected").replace("\"version\": 1", "\"version\": -1"), "WG-VUL-");
  }

  @Test
  void aCsafDocumentThatContradictsItselfIsRefused() {
    refused(Papers.csaf().replace("\"SSL-IN-P\"]", "\"NOBODY\"]"), "WG-VUL-0001");
    refused(Papers.csaf().replace("\"P-220\"}", "\"P-210\"}"), "WG-VUL-0001");
    refused(Papers.csaf().replace("\"final\"", "\"draft\""), "WG-VUL-0001");
    refused(Papers.csaf().replace("csaf_vex", "csaf_base"), "WG-VUL-0001");
    refused(Papers.csaf().replace("\"csaf_version\": \"2.0\"", "\"csaf_version\": \"1\""), "WG-");
    refused(Papers.csaf().replace("9.8", "10.1"), "WG-VUL-0001");
    refused(Papers.csaf().replace("9.8", "1e999"), "WG-VUL-0001");
    refused(Papers.csaf().replace("\"cve\": \"CVE-2026-1002\",", ""), "WG-VUL-0001");
  }

  @Test
  void duplicateKeysAreRefusedWhereverTheyStand() {
    refused(Papers.sbom().replace("\"version\": 1,", "\"version\": 1, \"version\": 2,"), "WG-");
    refused(
        Papers.openVex("affected").replace("\"status\":", "\"status\": \"fixed\", \"status\":"),
        "WG-VUL-0001");
    refused("{\"bomFormat\": \"CycloneDX\", \"x\": {\"a\": 1, \"a\": 2}}", "WG-VUL-0001");
  }

  @Test
  void trailingBytesAreRefused() {
    refused(Papers.sbom() + "{}", "WG-VUL-0001");
    refused(Papers.openVex("affected") + "x", "WG-VUL-0001");
  }

  @Test
  void depth1000IsRefused() {
    refused("{\"bomFormat\": " + "[".repeat(1_000) + "]".repeat(1_000) + "}", "WG-VUL-0005");
    String nested = "{\"name\": \"a\", \"components\": [";
    refused(
        "{\"bomFormat\": \"CycloneDX\", \"components\": ["
            + nested.repeat(1_000)
            + "]}".repeat(1_000)
            + "]}",
        "WG-VUL-0005");
  }

  @Test
  void tenMegabytesAreRefused() {
    byte[] much = new byte[10 << 20];
    assertThatThrownBy(() -> DocumentReader.read(Bytes.of(much)))
        .hasMessageContaining("WG-VUL-0005");
  }

  @Test
  void tooManyComponentsAreRefused() {
    String one = "{\"name\": \"a\"},";
    refused(
        "{\"bomFormat\": \"CycloneDX\", \"components\": ["
            + one.repeat(Limits.COMPONENTS_MAX_COUNT)
            + "{\"name\": \"last\"}]}",
        "WG-VUL-0005");
  }

  @Test
  void tooManyStatementsAreRefused() {
    String product = "\"pkg:generic/a\",";
    refused(
        Papers.openVex("affected")
            .replace(
                "[{\"@id\": \"pkg:generic/acme/p100@2.1.0\"}]",
                "[" + product.repeat(Limits.STATEMENTS_MAX_COUNT) + "\"pkg:generic/a\"]"),
        "WG-VUL-0005");
  }

  @Test
  void tooManyIdentifiersAreRefused() {
    refused(
        Papers.csaf()
            .replace(
                "\"purl\": \"pkg:generic/openssl@1.1.1k\"",
                "\"purls\": [" + "\"pkg:generic/a\",".repeat(40) + "\"pkg:generic/a\"]"),
        "WG-VUL-0005");
  }

  @Test
  void longTextsAreRefusedOnlyWhereTheyAreLookedAt() throws RefusedException {
    String licence = "x".repeat(100_000);
    assertThat(read(Papers.sbom().replace("OpenSSL\"}", licence + "\"}"))).isNotNull();
    refused(Papers.sbom().replace("openssl@1.1.1k", licence), "WG-VUL-0005");
  }

  @Test
  void anythingButUtf8IsRefused() {
    byte[] utf16 = Papers.sbom().getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> DocumentReader.read(Bytes.of(utf16))).hasMessageContaining("WG-VUL-");
    assertThatThrownBy(() -> DocumentReader.read(Bytes.ofHex("7b22ff227d")))
        .hasMessageContaining("WG-VUL-0001");
  }
}
