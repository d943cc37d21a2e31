package org.wardgate.attestation.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.testing.World;
import org.wardgate.crypto.ec.EcKeys;

/** Each way to spoil a quote has a name and a code, and none is affirming. */
class TpmRefusalTest {
  private static final int CBOR = 60;
  private static final World WORLD = FakeTpm.world();
  private static final Bytes GOOD = new FakeTpm().message();

  private static Appraisal appraise(Bytes message) {
    return WORLD.appraise(CBOR, message);
  }

  @Test
  void aGoodQuoteIsAffirmed() {
    assertThat(appraise(GOOD).tier()).isEqualTo(Tier.AFFIRMING);
  }

  static Stream<Arguments> spoilt() {
    List<Arguments> cases = new ArrayList<>();
    add(cases, "without TPM_GENERATED magic", tpm -> tpm.magic = 0xFF54_4348L, "WG-ATT-0033");
    add(cases, "a certification instead of a quote", tpm -> tpm.type = 0x8017, "WG-ATT-0033");
    add(cases, "of the SHA-1 bank", tpm -> tpm.bank = 0x0004, "WG-ATT-0033");
    add(cases, "of two banks", tpm -> tpm.banks = 2, "WG-ATT-0033");
    add(cases, "of no bank", tpm -> tpm.banks = 0, "WG-ATT-0033");
    add(cases, "of no register", tpm -> tpm.selection = new byte[3], "WG-ATT-0033");
    add(cases, "with a short selection", tpm -> tpm.selection = new byte[] {1, 0}, "WG-ATT-0033");
    add(cases, "with a flag of 2", tpm -> tpm.safe = 2, "WG-ATT-0033");
    add(cases, "swapped nonce", tpm -> tpm.extraData = Bytes.ofHex("5f".repeat(32)), "WG-ATT-0007");
    add(cases, "without nonce", tpm -> tpm.extraData = Bytes.EMPTY, "WG-ATT-0007");
    add(cases, "trailing bytes", tpm -> tpm.trailing = Bytes.ofHex("00"), "WG-ATT-0022");
    add(cases, "another key", tpm -> tpm.key = EcKeys.generateP256(), "WG-ATT-0006");
    add(cases, "algorithm null", tpm -> tpm.signatureAlgorithm = 0x0010, "WG-ATT-0005");
    add(cases, "algorithm HMAC", tpm -> tpm.signatureAlgorithm = 0x0005, "WG-ATT-0005");
    add(cases, "signed by SHA-1", tpm -> tpm.hashAlgorithm = 0x0004, "WG-ATT-0005");
    add(
        cases,
        "quote over other registers than sent",
        tpm -> tpm.selection = new byte[] {3, 0, 0},
        "WG-ATT-0034");
    return cases.stream();
  }

  private static void add(
      List<Arguments> cases, String name, Consumer<FakeTpm> spoil, String code) {
    FakeTpm tpm = new FakeTpm();
    spoil.accept(tpm);
    cases.add(Arguments.of(name, tpm.message(), code));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("spoilt")
  void isRefusedForItsReason(String name, Bytes message, String code) {
    Appraisal appraisal = appraise(message);
    assertThat(appraisal.problem().orElseThrow().line()).as(name).startsWith(code);
    assertThat(appraisal.tier()).as(name).isNotEqualTo(Tier.AFFIRMING);
  }

  @Test
  void registerValuesThatWereNotQuotedAreForged() {
    FakeTpm tpm = new FakeTpm();
    Bytes attest = tpm.attest();
    Map<Integer, Bytes> others = new LinkedHashMap<>(tpm.registers);
    others.put(7, Bytes.ofHex("a8".repeat(32)));
    Appraisal appraisal =
        appraise(Swtpm.message(FakeTpm.INSTANCE, attest, tpm.signature(attest), others));
    assertThat(appraisal.problem().orElseThrow().code()).isEqualTo("WG-ATT-0034");
    assertThat(appraisal.tier()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Property(tries = 1_000)
  void flippedBitsAreNeverAffirmed(@ForAll @Size(min = 1, max = 4) int[] positions) {
    byte[] message = GOOD.toArray();
    for (int position : positions) {
      int bit = Math.floorMod(position, message.length * 8);
      message[bit / 8] ^= (byte) (1 << (bit % 8));
    }
    if (!GOOD.equals(Bytes.of(message))) {
      assertThat(appraise(Bytes.of(message)).tier()).isNotEqualTo(Tier.AFFIRMING);
    }
  }

  @Property(tries = 500)
  void noiseIsNeverAffirmed(@ForAll @Size(max = 300) byte[] noise) {
    assertThat(appraise(Bytes.of(noise)).tier()).isNotEqualTo(Tier.AFFIRMING);
  }

  /** Here the TPM's key signs nonsense, so that the readers see it too. */
  @Property(tries = 500)
  void signedNonsenseNeverThrows(@ForAll @IntRange(max = 200) int at, @ForAll byte to) {
    FakeTpm tpm = new FakeTpm();
    byte[] attest = tpm.attest().toArray();
    attest[at % attest.length] = to;
    Bytes spoilt = Bytes.of(attest);
    Bytes message = Swtpm.message(FakeTpm.INSTANCE, spoilt, tpm.signature(spoilt), tpm.registers);
    assertThat(appraise(message).tier()).isNotNull();
  }
}
