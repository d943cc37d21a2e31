package org.wardgate.references.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.ReferenceSigner;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborTag;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.testing.Diagnostic;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.references.corim.SignedCorim;
import org.wardgate.references.offline.CorimWriter;
import org.wardgate.references.set.ReferenceIndex;
import org.wardgate.references.set.ReferenceSet;
import org.wardgate.references.testing.Maker;

class CorimVerifierTest {
  private static final Maker NORVIK = new Maker("norvik", "Norvik");
  private static final Maker OTHER = new Maker("other", "Other");
  private static final InventorySnapshot INVENTORY =
      Maker.inventory(1, NORVIK.manufacturer("NP-200"), OTHER.manufacturer());

  private static ReferenceSet verify(Bytes corim) throws RefusedException {
    return CorimVerifier.verify(corim, INVENTORY, TestPki.NOW);
  }

  private static void refused(String code, Bytes corim) {
    refusedAt(code, corim, TestPki.NOW);
  }

  private static void refusedAt(String code, Bytes corim, Instant at) {
    assertThatThrownBy(() -> CorimVerifier.verify(corim, INVENTORY, at))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(code);
  }

  @Test
  void whatTheManufacturerWroteIsFound() throws RefusedException {
    ReferenceSet set = verify(NORVIK.corim("np-200", 3, "NP-200"));
    assertThat(set.source()).isEqualTo("norvik/np-200 v3");
    References references = ReferenceIndex.of(List.of(set));
    Attester attester = references.attester(Bytes.ofHex(Maker.UEID + "00")).orElseThrow();
    assertThat(attester.serial()).isEqualTo("SN-1");
    assertThat(attester.manufacturerId()).isEqualTo("norvik");
    assertThat(attester.classId()).contains("impl:" + Maker.IMPLEMENTATION);
    assertThat(attester.publicKeysSpki()).hasSize(1);
    ReferenceClass found = references.referenceClass("impl:" + Maker.IMPLEMENTATION).orElseThrow();
    assertThat(found.vendor() + " " + found.model()).isEqualTo("Norvik NP-200");
    assertThat(found.controls()).isEqualTo(Map.of("isolation", true, "secure-ota", false));
    assertThat(found.certificationReference()).isEqualTo("1234567890123-12345");
    assertThat(found.components()).extracting("name").containsExactly("BL", "APP", "APP");
    assertThat(found.components()).extracting("optional").containsExactly(false, true, true);
    assertThat(found.components().get(0).svn()).hasValue(2);
    assertThat(references.referenceClass("model:Norvik/NP-200")).isPresent();
    assertThat(references.valuesCount()).isEqualTo(4);
  }

  @Test
  void corimSignedByAnotherVendorIsRefused() {
    Bytes foreign =
        Maker.sign(
            NORVIK.json("np-200", 3, "NP-200"), OTHER.signer(), OTHER.signer().certificate());
    refused("WG-REF-0004", foreign);
  }

  @Test
  void corimForAModelTheSignerMayNotSpeakForIsRefused() {
    refused("WG-REF-0004", NORVIK.corim("np-300", 1, "NP-300"));
  }

  @Test
  void corimThatAddsOneForeignEnvironmentIsRefusedAsAWhole() throws RefusedException {
    String comid =
        "{1: {0: \"t\"}, 4: {0: [%s, %s]}}"
            .formatted(triple("1: \"Norvik\", 2: \"NP-200\""), triple("1: \"Other\", 2: \"X\""));
    refused("WG-REF-0004", signed(comid));
    verify(
        signed("{1: {0: \"t\"}, 4: {0: [%s]}}".formatted(triple("1: \"Norvik\", 2: \"NP-200\""))));
  }

  @Test
  void environmentsWithoutVendorAndModelAreRefused() throws RefusedException {
    String anonymous = "0: 37(h'" + "67".repeat(16) + "')";
    refused("WG-REF-0004", signed("{1: {0: \"t\"}, 4: {0: [%s]}}".formatted(triple(anonymous))));
    // unless the same manifest declares the class
    String declared = anonymous + ", 1: \"Norvik\", 2: \"NP-200\"";
    verify(
        signed("{1: {0: \"t\"}, 4: {0: [%s, %s]}}".formatted(triple(anonymous), triple(declared))));
  }

  @Test
  void anAttesterWithoutADeclaredClassIsRefused() {
    refused(
        "WG-REF-0004",
        signed(
            "{1: {0: \"t\"}, 4: {0: [%s], 1: [[{1: 550(h'%s')}, [{1: {8: \"SN\"}}]]]}}"
                .formatted(triple("1: \"Norvik\", 2: \"NP-200\""), "01".repeat(33))));
  }

  private static String triple(String ofClass) {
    return "[{0: {" + ofClass + "}}, [{1: {2: [[1, h'" + "44".repeat(32) + "']]}}]]";
  }

  private static Bytes signed(String comid) {
    return sign("501({0: \"c\", 1: [506(<<" + comid + ">>)]})");
  }

  private static Bytes sign(String corim) {
    try {
      return CorimWriter.sign(
          Diagnostic.encode(corim),
          "Norvik",
          NORVIK.signer().keys().getPrivate(),
          List.of(NORVIK.signer().certificate()));
    } catch (RefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSignerThatNobodyNamedIsRefused() {
    Maker stranger = new Maker("norvik", "Norvik");
    refused("WG-REF-0003", stranger.corim("np-200", 3, "NP-200"));
  }

  @Test
  void aSignerOfAnotherRootWithTheSameNameIsRefused() {
    TestPki sameName = TestPki.root("Norvik root").issues("Norvik signer", Profile.CMS_SIGNER);
    refused(
        "WG-REF-0003",
        Maker.sign(NORVIK.json("np-200", 3, "NP-200"), sameName, sameName.certificate()));
  }

  @Test
  void aDeviceCertificateOfTheSameRootMayNotSign() {
    TestPki device = NORVIK.root().issues("device", Profile.TLS_CLIENT);
    refused(
        "WG-REF-0003",
        Maker.sign(NORVIK.json("np-200", 3, "NP-200"), device, device.certificate()));
  }

  @Test
  void theRootItselfMayNotSign() {
    refused(
        "WG-REF-0003",
        Maker.sign(NORVIK.json("np-200", 3, "NP-200"), NORVIK.root(), NORVIK.root().certificate()));
  }

  @Test
  void someoneElsesCertificateInTheHeaderDoesNotHelp() {
    TestPki stranger = TestPki.root("stranger");
    refused(
        "WG-REF-0002",
        Maker.sign(NORVIK.json("np-200", 3, "NP-200"), stranger, NORVIK.signer().certificate()));
  }

  @Test
  void anExpiredSignerIsRefused() {
    Bytes corim = NORVIK.corim("np-200", 3, "NP-200");
    refusedAt("WG-REF-0005", corim, TestPki.NOW.plus(Duration.ofDays(400)));
    refusedAt("WG-REF-0005", corim, TestPki.NOW.minus(Duration.ofDays(400)));
  }

  @Test
  void aManifestOutsideItsValidityIsRefused() throws RefusedException {
    String json = NORVIK.json("np-200", 3, "NP-200");
    String ended = json.replace("{\"id\"", "{\"notAfter\":\"2026-10-01T00:00:00Z\",\"id\"");
    refused("WG-REF-0005", NORVIK.sign(ended));
    String later = json.replace("{\"id\"", "{\"notBefore\":\"2026-12-01T00:00:00Z\",\"id\"");
    refused("WG-REF-0005", NORVIK.sign(later));
    verify(NORVIK.sign(later.replace("2026-12", "2026-10")));
  }

  @Test
  void anUnknownProfileIsRefused() {
    String comid =
        "{1: {0: \"t\"}, 4: {0: [%s]}}".formatted(triple("1: \"Norvik\", 2: \"NP-200\""));
    refused("WG-REF-0008", sign("501({0: \"c\", 1: [506(<<" + comid + ">>)], 3: 32(\"x:y\")})"));
  }

  @Test
  void unsignedIsRefused() throws RefusedException {
    refused("WG-REF-0001", SignedCorim.read(NORVIK.corim("np-200", 3, "NP-200")).payload());
  }

  @Test
  void algorithmInTheUnprotectedHeaderIsRefused() throws Exception {
    refused("WG-REF-0001", reassembled(Map.of(3L, "application/rim+cbor"), true));
  }

  @Test
  void anotherContentTypeIsRefused() throws Exception {
    refused("WG-REF-0001", reassembled(Map.of(3L, "application/json"), false));
    refused("WG-REF-0001", reassembled(Map.of(), false));
  }

  /** The signed message with another protected header. */
  private static Bytes reassembled(Map<Long, String> header, boolean open) throws Exception {
    Bytes corim = NORVIK.corim("np-200", 3, "NP-200");
    CborTag tag = (CborTag) CborReader.read(corim, new CborLimits(100_000, 16, 1_000));
    CborArray parts = (CborArray) tag.value();
    Map<CborValue, CborValue> map = new HashMap<>();
    header.forEach((label, text) -> map.put(CborInt.of(label), new CborText(text)));
    CborMap algorithm = new CborMap(Map.of(CborInt.of(1), CborInt.of(-7)));
    if (!open) {
      map.putAll(algorithm.entries());
    }
    return CborWriter.write(
        new CborTag(
            18,
            CborArray.of(
                new CborBytes(CborWriter.write(new CborMap(map))),
                open ? algorithm : CborMap.EMPTY,
                parts.items().get(2),
                parts.items().get(3))));
  }

  @Test
  void algorithmNoneIsRefused() {
    Bytes header = Bytes.ofHex("a20100036c" + "00".repeat(12));
    refused(
        "WG-REF-0001",
        CborWriter.write(
            new CborTag(
                18,
                CborArray.of(
                    new CborBytes(header),
                    CborMap.EMPTY,
                    new CborBytes(Bytes.EMPTY),
                    new CborBytes(Bytes.EMPTY)))));
  }

  @Test
  void mac0WithAPublicKeyAsSecretIsRefused() {
    Bytes secret = Bytes.of(NORVIK.signer().keys().getPublic().getEncoded());
    refused("WG-REF-0001", CoseSigner.mac0(Bytes.ofHex("d901f5a0"), secret));
  }

  @Test
  void trailingBytesAreRefused() {
    refused("WG-REF-0001", Bytes.ofHex(NORVIK.corim("np-200", 3, "NP-200").hex() + "00"));
  }

  @Test
  void tooManyCertificatesAreRefused() {
    X509Certificate[] many = new X509Certificate[9];
    Arrays.fill(many, NORVIK.signer().certificate());
    refused("WG-REF-0001", Maker.sign(NORVIK.json("np-200", 3, "NP-200"), NORVIK.signer(), many));
  }

  @Test
  void noCertificateAtAllIsRefused() {
    Bytes bare =
        CoseSigner.sign1(
            Bytes.ofHex("d901f5a0"),
            NORVIK.signer().keys().getPrivate(),
            -7,
            Map.of(
                3L,
                new CborText("application/rim+cbor"),
                15L,
                new CborMap(Map.of(CborInt.of(1), new CborText("x")))));
    refused("WG-REF-0002", bare);
  }

  @Test
  void theSameSignerForTwoManufacturersSpeaksForTheOneThatItNames() throws RefusedException {
    List<X509Certificate> anchors = List.of(NORVIK.root().certificate());
    InventorySnapshot both =
        Maker.inventory(
            1,
            Maker.manufacturer("a", List.of(new ReferenceSigner(anchors, "Else", List.of()))),
            Maker.manufacturer("b", List.of(new ReferenceSigner(anchors, "Norvik", List.of()))));
    ReferenceSet set = CorimVerifier.verify(NORVIK.corim("np-200", 1, "NP-200"), both, TestPki.NOW);
    assertThat(set.manufacturerId()).isEqualTo("b");
  }
}
