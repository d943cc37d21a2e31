package org.wardgate.references.corim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborTag;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.testing.Diagnostic;
import org.wardgate.crypto.testing.Vectors;
import org.wardgate.references.set.Profiles;
import org.wardgate.references.set.ReferenceSet;
import org.wardgate.references.set.SetBuilder;

/** Every file of the published examples, and what becomes of it. */
class VectorsTest {
  private static final String EXAMPLES = "attestation/corim/examples";
  private static final String VERAISON = "attestation/corim/veraison-comid/testcases";

  /** Internal representations of a verifier: neither CoRIM nor CoMID. */
  private static final String INTERNAL = "intrep-";

  /** Read, and of use: file, reference values, notes. */
  private static final String USED =
      """
      comid-1, 1, 0
      comid-1a, 2, 0
      comid-2b, 2, 2
      comid-design-cd, 2, 3
      comid-firmware-cd, 2, 1
      comid-integrity-registers, 2, 1
      comid-psa-refval, 2, 0
      corim-1, 1, 0
      corim-2, 2, 2
      corim-design-cd, 2, 4
      corim-firmware-cd, 2, 1
      payload-corim-4, 1, 0
      """;

  /** Read, but nothing in it can be compared here: raw values, versions, conditions, domains. */
  private static final Set<String> NOT_OF_USE =
      Set.of(
          "comid-2",
          "comid-3",
          "comid-4",
          "comid-6",
          "comid-7",
          "comid-cend",
          "comid-cond-endorse-series",
          "comid-domain-dep",
          "comid-domain-mem",
          "comid-flags",
          "comid-opaque-instance-id",
          "comid-psa-endval",
          "comid-raw-value",
          "comid-series",
          "comid-trust-dep",
          "corim-roles");

  /** Looked at by tests of their own. */
  private static final Set<String> OTHERS =
      Set.of(
          "comid-5",
          "cotl-1",
          "cmw-corim-collection",
          "protected-header-map-corim-meta",
          "protected-header-map-cwt-claims",
          "protected-header-map-hash-envelope",
          "corim-4.diag.tmpl",
          "sig-structure.diag.tmpl");

  @Test
  void everyFileIsLookedAt() throws IOException {
    Set<String> known = new TreeSet<>(NOT_OF_USE);
    known.addAll(OTHERS);
    USED.lines().forEach(line -> known.add(line.substring(0, line.indexOf(','))));
    for (String folder : List.of(EXAMPLES, VERAISON)) {
      try (Stream<Path> files = Files.list(Vectors.path(folder)).filter(Files::isRegularFile)) {
        Set<String> names =
            files
                .map(file -> file.getFileName().toString().replaceAll("\\.(diag|cbor)$", ""))
                .filter(name -> !name.startsWith(INTERNAL))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(known).containsAll(names);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = USED)
  void isRead(String name, int values, int notes) throws RefusedException {
    for (Bytes corim : corims(name)) {
      ReferenceSet set = new SetBuilder(CorimReader.read(corim)).build("acme");
      assertThat(set.valuesCount()).as(name).isEqualTo(values);
      assertThat(set.notes()).as(name).hasSize(notes);
      assertThat(set.version()).isEqualTo(1);
    }
  }

  static Stream<String> notOfUse() {
    return NOT_OF_USE.stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("notOfUse")
  void isReadButSaysNothingOfUse(String name) throws RefusedException {
    for (Bytes corim : corims(name)) {
      SetBuilder builder = new SetBuilder(CorimReader.read(corim));
      assertThatThrownBy(() -> builder.build("acme")).hasMessageContaining("WG-REF-0015");
    }
  }

  @Test
  void placeholdersAreReadAsKeysButDecodeToNone() throws RefusedException {
    for (Bytes corim : corims("comid-5")) {
      Corim read = CorimReader.read(corim);
      Comid comid = ComidReader.read(read.comids().get(0), new Notes());
      assertThat(comid.attestKeys()).hasSize(4);
      assertThat(comid.attestKeys().get(0).keys()).hasSize(3);
      assertThat(comid.attestKeys()).filteredOn(KeyTriple::conditional).hasSize(3);
      assertThatThrownBy(() -> new SetBuilder(read)).hasMessageContaining("Base64");
    }
  }

  @Test
  void aTagListIsRecognisedAndIgnored() throws RefusedException {
    Bytes cotl = Diagnostic.encode(Vectors.text(EXAMPLES + "/cotl-1.diag"));
    Corim corim = CorimReader.read(wrapped(508, cotl));
    assertThat(corim.comids()).isEmpty();
    assertThat(corim.notes()).containsExactly("a CoTL tag");
  }

  @Test
  void aCollectionIsNoCorimButItsSecondPartIsOne() throws RefusedException {
    String text = Vectors.text(EXAMPLES + "/cmw-corim-collection.diag").replace("TBD1", "65000");
    CborMap collection = (CborMap) Diagnostic.read(text);
    assertThatThrownBy(() -> CorimReader.read(CborWriter.write(collection)))
        .hasMessageContaining("tag 501 is missing");
    CborArray part =
        (CborArray) collection.get("51a5f633-71c0-45f5-855e-43e8254c1806").orElseThrow();
    Corim corim = CorimReader.read(((CborBytes) part.items().get(1)).value());
    assertThat(corim.notes()).containsExactly("a CoSWID tag");
    assertThat(corim.profile()).isEqualTo("tag:example.com,2025/software-profile");
    assertThatThrownBy(() -> Profiles.requireKnown(corim.profile()))
        .hasMessageContaining("WG-REF-0008");
  }

  @ParameterizedTest
  @ValueSource(strings = {"corim-meta", "cwt-claims"})
  void theSignedExampleIsRead(String header) throws RefusedException {
    SignedCorim signed = SignedCorim.read(signed(header));
    assertThat(signed.signerName()).startsWith("ACME Ltd");
    assertThat(CorimReader.read(signed.payload()).comids()).hasSize(1);
    assertThat(signed.certificates()).isEmpty();
  }

  @Test
  void theHashEnvelopeIsRefused() {
    assertThatThrownBy(() -> SignedCorim.read(signed("hash-envelope")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("hash envelope");
  }

  /** The signed template of the examples, filled in with a key of our own. */
  private static Bytes signed(String header) {
    CborMap map =
        (CborMap)
            Diagnostic.read(Vectors.text(EXAMPLES + "/protected-header-map-" + header + ".diag"));
    Map<Long, CborValue> labels =
        map.entries().entrySet().stream()
            .filter(entry -> !entry.getKey().equals(CborInt.of(1)))
            .collect(
                Collectors.toMap(
                    entry -> ((CborInt) entry.getKey()).asLong(), Map.Entry::getValue));
    return CoseSigner.sign1(
        Diagnostic.encode(Vectors.text(EXAMPLES + "/payload-corim-4.diag")),
        EcKeys.generateP384().getPrivate(),
        -35,
        labels);
  }

  /** A file in both notations, as a CoRIM. */
  private static List<Bytes> corims(String name) {
    return Stream.of(
            Vectors.path(EXAMPLES + "/" + name + ".diag"),
            Vectors.path(VERAISON + "/" + name + ".cbor"))
        .filter(Files::exists)
        .map(file -> file.toString().endsWith(".cbor") ? read(file) : Diagnostic.encode(text(file)))
        .map(bytes -> bytes.hex().startsWith("d901f5") ? bytes : wrapped(506, bytes))
        .toList();
  }

  private static Bytes read(Path file) {
    return Vectors.bytes(Vectors.path("").toAbsolutePath().relativize(file.toAbsolutePath()) + "");
  }

  private static String text(Path file) {
    return Vectors.text(Vectors.path("").toAbsolutePath().relativize(file.toAbsolutePath()) + "");
  }

  private static Bytes wrapped(long tag, Bytes content) {
    return CborWriter.write(
        new CborTag(
            501,
            new CborMap(
                Map.of(
                    CborInt.of(0),
                    new CborText("example"),
                    CborInt.of(1),
                    CborArray.of(new CborTag(tag, new CborBytes(content)))))));
  }
}
