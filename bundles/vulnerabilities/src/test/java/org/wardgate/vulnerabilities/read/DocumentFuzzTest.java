package org.wardgate.vulnerabilities.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.vulnerabilities.testing.Papers;

/** Whatever happens to a document, it is read or refused with a code, and nothing else. */
class DocumentFuzzTest {
  private static final List<Bytes> DOCUMENTS =
      List.of(
          Papers.bytes(Papers.sbom()),
          Papers.bytes(Papers.csaf()),
          Papers.bytes(Papers.openVex("affected")),
          Papers.bytes(Papers.exploited("CVE-2026-1001")));

  @Property(tries = 4_000)
  void mutatedDocumentsAreReadOrRefused(
      @ForAll("documents") Bytes document,
      @ForAll @IntRange(max = 100_000) int first,
      @ForAll @IntRange(max = 100_000) int second,
      @ForAll byte one,
      @ForAll @IntRange(max = 3) int how) {
    byte[] bytes = document.toArray();
    int at = first % bytes.length;
    int from = second % bytes.length;
    switch (how) {
      case 0 -> bytes[at] = one;
      case 1 -> System.arraycopy(bytes, at, bytes, from, bytes.length - Math.max(at, from));
      case 2 -> bytes = java.util.Arrays.copyOf(bytes, at);
      default -> {
        bytes[at] = one;
        bytes[from] = "{}[]\",:0".getBytes(java.nio.charset.StandardCharsets.US_ASCII)[at % 8];
      }
    }
    readOrRefuse(Bytes.of(bytes));
  }

  @Property(tries = 2_000)
  void anyTextIsReadOrRefused(@ForAll String text) {
    readOrRefuse(Papers.bytes(text));
  }

  private static void readOrRefuse(Bytes content) {
    try {
      assertThat(DocumentReader.read(content)).isNotNull();
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).startsWith("WG-VUL-");
    }
  }

  @Provide
  Arbitrary<Bytes> documents() {
    return Arbitraries.of(DOCUMENTS);
  }
}
