package org.wardgate.attestation.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.VerifiedEvidence;
import org.wardgate.attestation.testing.World;
import org.wardgate.crypto.ec.EcKeys;

/** Quotes that a TPM made, not this project. */
class SwtpmQuoteTest {
  private static final Bytes INSTANCE = Bytes.ofHex("01" + "7e".repeat(32));
  private static final List<Integer> REGISTERS = List.of(0, 7);
  private static final String CLASS = "model:Acme/Gateway";
  private static final int CBOR = 60;

  private static World world(Swtpm tpm) throws Exception {
    Map<Integer, Bytes> good = tpm.registers(REGISTERS);
    return new World()
        .attesterOf(INSTANCE, "acme", "SN-1", tpm.attestationKey(), CLASS)
        .released(
            CLASS,
            World.component("pcr:0", Optional.empty(), good.getOrDefault(0, Bytes.EMPTY)),
            World.component("pcr:7", Optional.empty(), good.getOrDefault(7, Bytes.EMPTY)));
  }

  private static void assertNotAffirmed(Appraisal appraisal, String code) {
    assertThat(appraisal.tier()).isNotEqualTo(Tier.AFFIRMING);
    assertThat(appraisal.problem().orElseThrow().line()).startsWith(code);
  }

  @Test
  void aRealQuoteIsAcceptedAndRefusedAfterARegisterIsExtended(@TempDir Path folder)
      throws Exception {
    try (Swtpm tpm = new Swtpm(folder, "ecc")) {
      World world = world(tpm);
      Bytes quote = tpm.quote(INSTANCE, World.NONCE, REGISTERS);
      Appraisal good = world.appraise(CBOR, quote);
      assertThat(good.problem()).isEmpty();
      assertThat(good.tier()).isEqualTo(Tier.AFFIRMING);

      tpm.extend(7, Bytes.ofHex("66".repeat(32)));
      Appraisal extended = world.appraise(CBOR, tpm.quote(INSTANCE, World.NONCE, REGISTERS));
      assertThat(extended.tier()).isEqualTo(Tier.CONTRAINDICATED);
      assertNotAffirmed(extended, "WG-ATT-0015");
      assertThat(extended.problem().orElseThrow().detail()).contains("pcr:7");

      replayed(world, quote);
      otherRegisters(world, tpm);
      otherOrigins(world, tpm, quote);
    }
  }

  /** The quote from before the extension is good, but answers another challenge. */
  private static void replayed(World world, Bytes quote) {
    Evidence later = new Evidence(quote, CBOR, Bytes.ofHex("5f".repeat(32)), World.PUMP);
    Appraisal replayed = world.appraise(later);
    assertThat(replayed.tier()).isEqualTo(Tier.CONTRAINDICATED);
    assertNotAffirmed(replayed, "WG-ATT-0007");
  }

  private static void otherRegisters(World world, Swtpm tpm) {
    // Register 7 left out: what must be measured was not.
    assertNotAffirmed(
        world.appraise(CBOR, tpm.quote(INSTANCE, World.NONCE, List.of(0))), "WG-ATT-0015");
    // Registers that nobody released values of.
    assertNotAffirmed(
        world.appraise(CBOR, tpm.quote(INSTANCE, World.NONCE, List.of(1, 2))), "WG-ATT-0015");
  }

  private static void otherOrigins(World world, Swtpm tpm, Bytes quote) throws Exception {
    Evidence other = new Evidence(quote, CBOR, World.NONCE, World.PUMP_2);
    assertNotAffirmed(world.appraise(other), "WG-ATT-0011");
    Evidence otherMaker = new Evidence(quote, CBOR, World.NONCE, new DeviceId("monitor-1"));
    assertNotAffirmed(world.appraise(otherMaker), "WG-ATT-0011");
    World otherKey =
        new World().attester(INSTANCE, "acme", "SN-1", EcKeys.generateP256().getPublic());
    assertNotAffirmed(otherKey.appraise(CBOR, quote), "WG-ATT-0006");
    assertNotAffirmed(new World().appraise(CBOR, quote), "WG-ATT-0010");
    assertThat(tpm.attestationKey().getAlgorithm()).isEqualTo("EC");
  }

  @Test
  void countersOfTheTpmAreFacts(@TempDir Path folder) throws Exception {
    try (Swtpm tpm = new Swtpm(folder, "rsa")) {
      World world = world(tpm);
      Bytes quote = tpm.quote(INSTANCE, World.NONCE, REGISTERS);
      assertThat(world.appraise(CBOR, quote).tier()).isEqualTo(Tier.AFFIRMING);
      VerifiedEvidence verified = world.verify(new Evidence(quote, CBOR, World.NONCE, World.PUMP));
      assertThat(verified.facts())
          .containsKeys("tpm.reset-count", "tpm.restart-count", "tpm.clock-milliseconds")
          .containsEntry("tpm.clock-safe", FactValue.of(true));
      assertThat(verified.observed().bootCount()).isPresent();
      assertThat(verified.components()).hasSize(2);
    }
  }
}
