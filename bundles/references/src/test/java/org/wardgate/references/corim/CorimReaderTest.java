package org.wardgate.references.corim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.testing.Diagnostic;
import org.wardgate.references.set.ReferenceSet;
import org.wardgate.references.set.SetBuilder;

class CorimReaderTest {
  private static final String ENVIRONMENT =
      "{0: {0: 37(h'" + "67".repeat(16) + "'), 1: 'V', 2: 'M'}}";
  private static final String DIGEST = "[1, h'" + "44".repeat(32) + "']";
  private static final String VALUES = "{2: [" + DIGEST + "]}";

  private static Bytes corim(String comid) {
    return Diagnostic.encode("501({0: \"c\", 1: [506(<<" + comid + ">>)]})");
  }

  private static String triples(String content) {
    return "{1: {0: \"t\", 1: 3}, 4: {" + content + "}}";
  }

  private static String text(String diagnostic) {
    return diagnostic.replace("'V'", "\"V\"").replace("'M'", "\"M\"");
  }

  private static ReferenceSet set(String comid) throws RefusedException {
    return new SetBuilder(CorimReader.read(corim(text(comid)))).build("m");
  }

  private static ReferenceClass only(ReferenceSet set) {
    return Objects.requireNonNull(set.classes().get("model:V/M"));
  }

  private static String measured(String measurement) {
    return triples("0: [[" + ENVIRONMENT + ", [" + measurement + "]]]");
  }

  private static void refused(String comid) {
    assertThatThrownBy(() -> set(comid))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-REF-0001");
  }

  @Test
  void readsVersionNameAndSvn() throws RefusedException {
    ReferenceSet set =
        set(measured("{1: {0: {0: \"1.2\"}, 1: 553(4), 2: [" + DIGEST + "], 11: \"BL\"}}"));
    assertThat(set.version()).isEqualTo(3);
    assertThat(only(set).components())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.name()).isEqualTo("BL");
              assertThat(one.version()).isEqualTo("1.2");
              assertThat(one.svn()).hasValue(4);
              assertThat(one.flags()).isEmpty();
              assertThat(one.digests()).containsOnlyKeys("sha-256");
            });
  }

  @Test
  void aMeasurementWithAFlagCountsAsAWholeOrNotAtAll() throws RefusedException {
    for (String flags :
        new String[] {"{3: false}", "{0: true}", "{1: true, 0: true}", "{77: true}"}) {
      ReferenceSet set =
          set(
              triples(
                  "0: [["
                      + ENVIRONMENT
                      + ", [{1: {2: ["
                      + DIGEST
                      + "], 3: "
                      + flags
                      + ", 11: \"A\"}}, {1: {2: ["
                      + DIGEST
                      + "], 11: \"B\"}}]]]"));
      assertThat(only(set).components()).extracting("name").containsExactly("B");
      assertThat(set.notes()).anySatisfy(note -> assertThat(note).contains("a flag"));
      assertThat(set.valuesCount()).isEqualTo(1);
    }
  }

  @Test
  void namesRegistersAndLayers() throws RefusedException {
    ReferenceSet registers = set(measured("{1: {14: {7: [" + DIGEST + "]}}}"));
    assertThat(only(registers).components()).extracting("name").containsExactly("pcr:7");
    String layer = ENVIRONMENT.replace("2: 'M'", "2: 'M', 3: 2");
    ReferenceSet layers = set(triples("0: [[" + layer + ", [{1: " + VALUES + "}]]]"));
    assertThat(only(layers).components()).extracting("name").containsExactly("layer:2");
  }

  @Test
  void readsPsaComponentsInBothForms() throws RefusedException {
    String implementation = "{0: {0: 600(h'" + "1c".repeat(32) + "'), 1: 'V', 2: 'M'}}";
    String signer = "h'" + "51".repeat(32) + "'";
    String old = "{0: 601({1: \"BL\", 4: \"1.0\", 5: " + signer + "}), 1: " + VALUES + "}";
    String now =
        "{0: \"psa.software-component\", 1: {2: ["
            + DIGEST
            + "], 11: \"BL\", 13: [560("
            + signer
            + ")]}}";
    ReferenceSet set = set(triples("0: [[" + implementation + ", [" + old + ", " + now + "]]]"));
    assertThat(set.classes()).containsKey("impl:" + "1c".repeat(32));
    assertThat(only(set).components())
        .hasSize(2)
        .allSatisfy(
            one -> {
              assertThat(one.name()).isEqualTo("BL");
              assertThat(one.signerId()).contains(Bytes.ofHex("51".repeat(32)));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{1: {2: [%s], 4: 560(h'00')}}",
        "{1: {2: [%s], 4: 560(h'00'), 5: h'ff'}}",
        "{1: {2: [%s], 4: 563([h'00', h'ff'])}}",
        "{1: {2: [%s], 6: h'000000000000'}}",
        "{1: {2: [%s], 15: 564([1, null])}}",
        "{1: {2: [%s], 13: [560(h'00')]}}",
        "{1: {2: [%s], 77: 1}}",
        "{1: {2: [%s], -1: 1}}",
        "{1: {2: [%s], \"x\": 1}}",
        "{1: {2: [%s], 3: {42: true}}}",
        "{0: 999(1), 1: {2: [%s]}}",
        "{1: {2: [%s]}, 2: [557([1, h'00'])]}",
      })
  void aMeasurementWithMoreThanCanBeComparedIsLeftOutAsAWhole(String measurement)
      throws RefusedException {
    ReferenceSet set =
        set(measured("{0: \"other\", 1: " + VALUES + "}, " + measurement.formatted(DIGEST)));
    assertThat(only(set).components()).extracting("name").containsExactly("other");
    assertThat(set.notes()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2, h'00000000000000000000000000000000']",
        "[6, h'00000000']",
        "[\"md5\", h'00000000000000000000000000000000']",
        "[-16, h'4444444444444444444444444444444444444444444444444444444444444444']",
        "[18446744073709551615, h'00']",
      })
  void aShortOrUnknownHashNeverMatches(String digest) {
    assertThatThrownBy(() -> set(measured("{1: {2: [" + digest + "]}}")))
        .hasMessageContaining("WG-REF-0015");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "1",
        "{4: {0: []}}",
        "{1: {0: \"t\"}}",
        "{1: {0: \"t\"}, 4: {}}",
        "{1: {0: \"\"}, 4: {0: 1}}",
        "{1: {0: 5}, 4: {0: 1}}",
        "{1: {0: h'00'}, 4: {0: 1}}",
        "{1: {0: \"t\", 1: -1}, 4: {0: 1}}",
        "{1: {0: \"t\", 1: 18446744073709551615}, 4: {0: 1}}",
        "{1: {0: \"t\"}, 4: {0: 1}}",
        "{1: {0: \"t\"}, 4: {0: []}}",
        "{1: {0: \"t\"}, 4: {0: [1]}}",
        "{1: {0: \"t\"}, 4: {0: [[{0: {1: \"V\"}}]]}}",
        "{1: {0: \"t\"}, 4: {0: [[{0: {1: \"V\"}}, []]]}}",
        "{1: {0: \"t\"}, 4: {0: [[{}, [{1: {11: \"x\"}}]]]}}",
        "{1: {0: \"t\"}, 4: {0: [[{3: 1}, [{1: {11: \"x\"}}]]]}}",
        "{1: {0: \"t\"}, 4: {0: [[{0: {}}, [{1: {11: \"x\"}}]]]}}",
        "{1: {0: \"t\"}, 4: {0: [[{0: {1: 5}}, [{1: {11: \"x\"}}]]]}}",
        "{1: {0: \"t\"}, 4: {3: [[{0: {1: \"V\"}}, []]]}}",
        "{1: {0: \"t\"}, 4: {3: [[{0: {1: \"V\"}}, [554(1)]]]}}",
        "{1: {0: \"t\"}, 4: {10: {}}}",
        "{1: {0: \"t\"}, 2: {}, 4: {0: 1}}",
        "{1: {0: \"t\"}, 3: 1, 4: {0: 1}}",
        "{1: {0: \"t\"}, 5: 7, 4: {0: 1}}",
      })
  void aMalformedTagIsRefused(String comid) {
    refused(comid);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "{}",
        "{1: {}}",
        "{0: \"k\"}",
        "{0: -1, 1: {11: \"x\"}}",
        "{0: [], 1: {11: \"x\"}}",
        "{0: h'00', 1: {11: \"x\"}}",
        "{0: 37(h'00'), 1: {11: \"x\"}}",
        "{0: 111(h'80'), 1: {11: \"x\"}}",
        "{0: 601(1), 1: {11: \"x\"}}",
        "{0: 601({5: h'00'}), 1: {11: \"x\"}}",
        "{1: {0: 1}}",
        "{1: {0: {1: 1}}}",
        "{1: {1: -1}}",
        "{1: {1: 554(1)}}",
        "{1: {1: \"1\"}}",
        "{1: {2: []}}",
        "{1: {2: [1]}}",
        "{1: {2: [[1]]}}",
        "{1: {2: [[1, h'']]}}",
        "{1: {2: [[1, h'00']]}}",
        "{1: {2: [[\"sha-256\", h'00']]}}",
        "{1: {2: [[h'00', h'00']]}}",
        "{1: {3: {0: 1}}}",
        "{1: {3: {\"0\": true}}}",
        "{1: {3: {}}}",
        "{1: {4: 560(1)}}",
        "{1: {4: 563([h'00'])}}",
        "{1: {8: 1}}",
        "{1: {11: h'00'}}",
        "{1: {13: []}}",
        "{1: {14: {}}}",
        "{1: {14: {h'00': [[1, h'00']]}}}",
        "{1: {14: {-1: [[1, h'00']]}}}",
        "{1: {11: \"x\"}, 2: []}",
      })
  void aMalformedMeasurementIsRefused(String measurement) {
    refused(measured(measurement));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{0: \"c\", 1: [506(h'a0')]}",
        "500({0: \"c\", 1: [506(h'a0')]})",
        "501([])",
        "501({})",
        "501({1: [506(h'a0')]})",
        "501({0: 7, 1: [506(h'a0')]})",
        "501({0: h'00', 1: [506(h'a0')]})",
        "501({0: \"c\"})",
        "501({0: \"c\", 1: []})",
        "501({0: \"c\", 1: [506({})]})",
        "501({0: \"c\", 1: [506(h'')]})",
        "501({0: \"c\", 1: [506(h'a0')], 3: 7})",
        "501({0: \"c\", 1: [506(h'a0')], 3: 111(h'')})",
        "501({0: \"c\", 1: [506(h'a0')], 4: 7})",
        "501({0: \"c\", 1: [506(h'a0')], 4: {0: \"now\"}})",
        "501({0: \"c\", 1: [506(h'a0')], 4: {0: 1(1.5)}})",
        "501({0: \"c\", 1: [506(h'a0')], 4: {0: 1(-1)}})",
        "501({0: \"c\", 1: [506(h'a0')], 4: {0: 1(253402300800)}})",
        "501({0: \"c\", 1: [506(h'a0')], 2: 1})",
        "501({0: \"c\", 1: [506(h'a0')], 5: []})",
      })
  void aMalformedEnvelopeIsRefused(String corim) {
    assertThatThrownBy(() -> CorimReader.read(Diagnostic.encode(corim)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-REF-0001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "d9", // cut
        "d901f5a2006163018163", // cut inside
        "d901f5bf006163ff", // indefinite length
        "d901f5a2006163006163", // the same key twice
        "d901f5a20061630181d901fa41a000", // trailing byte
      })
  void brokenEncodingsAreRefused(String hex) {
    assertThatThrownBy(() -> CorimReader.read(Bytes.ofHex(hex)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-REF-0001");
  }

  @Test
  void keyOneAndKeyTextOneAreTwoKeys() throws RefusedException {
    ReferenceSet set = set(measured("{1: " + VALUES + ", \"1\": {4: 560(h'00')}}"));
    assertThat(only(set).components()).hasSize(1);
  }

  @Test
  void aDepthOfAThousandIsRefused() {
    String deep = "[".repeat(1_000) + "]".repeat(1_000);
    refused(triples("99: " + deep));
  }

  @Test
  void tenMegabytesOfTextAreRefused() {
    Bytes large = CborWriter.write(new CborText("x".repeat(10_000_000)));
    assertThatThrownBy(() -> CorimReader.read(large)).isInstanceOf(RefusedException.class);
    refused(triples("0: \"" + "x".repeat(10_000_000) + "\""));
  }

  @Test
  void everyCountIsBounded() {
    String many = "0, ".repeat(CorimLimits.TAGS_MAX_COUNT + 1);
    assertThatThrownBy(
            () -> CorimReader.read(Diagnostic.encode("501({0: \"c\", 1: [" + many + "]})")))
        .hasMessageContaining("more than " + CorimLimits.TAGS_MAX_COUNT);
    List<String> tooMany =
        List.of(
            triples("0: [" + "0, ".repeat(CorimLimits.TRIPLES_MAX_COUNT + 1) + "]"),
            triples("10: [" + "0, ".repeat(CorimLimits.TRIPLES_MAX_COUNT + 1) + "]"),
            measured("0, ".repeat(CorimLimits.MEASUREMENTS_MAX_COUNT + 1)),
            measured("{1: {2: [" + "0, ".repeat(CorimLimits.DIGESTS_MAX_COUNT + 1) + "]}}"),
            measured("{1: {13: [" + "0, ".repeat(CorimLimits.KEYS_MAX_COUNT + 1) + "]}}"),
            measured("{1: {11: \"" + "x".repeat(CorimLimits.TEXT_MAX_CHARS + 1) + "\"}}"));
    tooMany.forEach(CorimReaderTest::refused);
  }

  @Test
  void moreItemsThanAllowedAreRefused() {
    CborArray many = new CborArray(Collections.nCopies(60_000, CborInt.of(0)));
    assertThatThrownBy(() -> CorimReader.read(CborWriter.write(many)))
        .hasMessageContaining("more than");
  }

  @Test
  void notesStayFewAndOfOneLine() {
    Notes notes = new Notes();
    for (int i = 0; i < 10_000; i++) {
      notes.add("note\n" + i);
    }
    assertThat(notes.all())
        .hasSize(CorimLimits.NOTES_MAX_COUNT + 1)
        .noneMatch(note -> note.contains("\n"));
  }
}
