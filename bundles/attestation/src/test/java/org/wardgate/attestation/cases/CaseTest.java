package org.wardgate.attestation.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AppraisalCases.Summary;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.Schemes;
import org.wardgate.attestation.evidence.Appraisals;
import org.wardgate.attestation.evidence.Appraisals.Failed;
import org.wardgate.attestation.evidence.EvidenceAppraiser;
import org.wardgate.attestation.evidence.NewestEvidence;
import org.wardgate.attestation.evidence.RuntimeAges;
import org.wardgate.attestation.profile.Profiles;
import org.wardgate.attestation.profile.Sample;
import org.wardgate.attestation.psa.Attester;
import org.wardgate.attestation.psa.PsaTokenBuilder;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.testing.World;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.ec.EcKeys;

/** Failed appraisals: kept, written, read, replayed, made anonymous. */
class CaseTest {
  private static final Bytes ELSE = Bytes.ofHex("66".repeat(32));
  private static final Bytes BAD =
      new PsaTokenBuilder()
          .components(
              PsaTokenBuilder.component("BL", PsaTokenBuilder.BOOTLOADER),
              PsaTokenBuilder.component("ARoT", ELSE))
          .sign(Attester.KEY.getPrivate());
  private static final CaseReplay REPLAY = new CaseReplay(Schemes.all());

  private static Failed failed(Bytes token) {
    AtomicReference<Failed> kept = new AtomicReference<>();
    appraise(
        token,
        one -> {
          kept.set(one);
          return "c20260301080000-00000000";
        });
    return Objects.requireNonNull(kept.get());
  }

  private static AttestationResult appraise(Bytes token, Appraisals.CaseSink sink) {
    return new Appraisals(
            new EvidenceAppraiser(Schemes.all()),
            Attester.world()::context,
            () -> Profiles.BUILT_IN,
            new NewestEvidence(),
            new RuntimeAges(() -> 0),
            sink)
        .appraise(
            new Evidence(token, 263, World.NONCE, Attester.DEVICE),
            Purpose.RUNTIME,
            Optional.empty());
  }

  private static KeptCase kept(Bytes token) {
    return new CaseMaker(new EvidenceAppraiser(Schemes.all()))
        .make("c20260301080000-00000000", World.NOW, failed(token));
  }

  private static KeptCase again(KeptCase kept) throws RefusedException {
    return CaseReader.read(CaseWriter.write(kept));
  }

  @Test
  void onlyFailedAppraisalsAreKept() {
    List<Failed> kept = new ArrayList<>();
    Appraisals.CaseSink sink =
        one -> {
          kept.add(one);
          return "id";
        };
    AttestationResult good = appraise(new PsaTokenBuilder().sign(Attester.KEY.getPrivate()), sink);
    assertThat(good.status()).isEqualTo(Tier.AFFIRMING);
    assertThat(good.basis().caseId()).isEmpty();
    assertThat(good.observed().model()).isEqualTo("Acme/Pump");
    assertThat(appraise(Bytes.ofHex("00"), sink).basis().caseId()).isEmpty();
    assertThat(kept).isEmpty();
    assertThat(appraise(BAD, sink).basis().caseId()).isEqualTo("id");
    Bytes forged = new PsaTokenBuilder().sign(EcKeys.generateP256().getPrivate());
    assertThat(appraise(forged, sink).basis().caseId()).isEqualTo("id");
    assertThat(kept).hasSize(2);
  }

  @Test
  void aCaseIsWrittenReadAndComesOutTheSame() throws Exception {
    KeptCase kept = kept(BAD);
    assertThat(again(kept)).isEqualTo(kept);
    CaseReplay.Replay replay = REPLAY.replay(again(kept), Optional.empty(), Optional.empty());
    assertThat(replay.differences()).isEmpty();
    assertThat(replay.note()).isEmpty();
    assertThat(replay.now().status()).isEqualTo(Tier.CONTRAINDICATED);
    assertThat(kept.code()).isEqualTo("WG-ATT-0015");
  }

  @Test
  void aForgedTokenIsReplayedAsAForgery() throws Exception {
    KeptCase kept = kept(new PsaTokenBuilder().sign(EcKeys.generateP256().getPrivate()));
    assertThat(kept.verified()).isEmpty();
    CaseReplay.Replay replay = REPLAY.replay(again(kept), Optional.empty(), Optional.empty());
    assertThat(replay.differences()).isEmpty();
    assertThat(replay.now().problem().map(Problem::code)).contains("WG-ATT-0006");
  }

  @Test
  void otherReferencesMakeADifferenceThatIsTold() throws Exception {
    World updated =
        Attester.world(
            List.of(
                Attester.BOOTLOADER,
                World.component("ARoT", Optional.of(PsaTokenBuilder.SIGNER), ELSE)),
            "");
    CaseReplay.Replay replay =
        REPLAY.replay(again(kept(BAD)), Optional.empty(), Optional.of(updated));
    assertThat(replay.now().status()).isEqualTo(Tier.AFFIRMING);
    assertThat(replay.differences())
        .contains("status: CONTRAINDICATED → AFFIRMING", "claim executables: 96 → 3");
  }

  @Test
  void anotherProfileMakesADifferenceThatIsTold() throws Exception {
    CaseReplay.Replay replay =
        REPLAY.replay(
            again(kept(BAD)),
            Optional.of(
                Sample.profile(
                    """
                    {"id":"p","version":4,"rules":[
                     {"id":"r","when":{"fact":"measurements.unknown","atLeast":1},
                      "set":{"executables":33},"because":"look into it"}]}
                    """)),
            Optional.empty());
    assertThat(replay.now().policy()).isEqualTo("p v4");
    assertThat(replay.now().status()).isEqualTo(Tier.WARNING);
    assertThat(replay.differences()).contains("policy: built-in v1 → p v4");
  }

  @Test
  void anAnonymousCaseNamesNoDeviceAndReplaysTheSame() throws Exception {
    KeptCase anonymous = AnonymousCase.of(kept(BAD));
    String text = new String(CaseWriter.write(anonymous).toArray(), StandardCharsets.UTF_8);
    assertThat(text).doesNotContain("pump-1").doesNotContain("SN-1").contains("device-1");
    CaseReplay.Replay replay = REPLAY.replay(again(anonymous), Optional.empty(), Optional.empty());
    assertThat(replay.differences()).isEmpty();
    assertThat(replay.note()).contains("evidence is not in the case");
    assertThat(replay.now().status()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Test
  void anAnonymousCaseHasNoEvidenceNonceKeysInstanceOrUeid() {
    KeptCase kept = kept(BAD);
    org.wardgate.api.attestation.reference.Attester attester =
        kept.verified().orElseThrow().attester().orElseThrow();
    String text = text(AnonymousCase.of(kept));
    assertThat(text(kept)).contains(World.NONCE.hex(), attester.instance().hex());
    assertThat(text)
        .contains("\"evidence\":\"\"", "\"nonce\":\"\"")
        .doesNotContain(World.NONCE.hex(), attester.instance().hex())
        .doesNotContain(CaseWriter.base64(kept.evidence().content()))
        .doesNotContain(CaseWriter.base64(attester.publicKeysSpki().get(0)));
    assertThat(text(AnonymousCase.of(kept))).as("consistent").isEqualTo(text);
  }

  @Test
  void anAnonymousCaseOfForgedEvidenceNamesNobodyAndSaysThatItCannotBeRepeated() throws Exception {
    KeptCase forged = kept(new PsaTokenBuilder().sign(EcKeys.generateP256().getPrivate()));
    KeptCase anonymous = again(AnonymousCase.of(forged));
    assertThat(text(anonymous)).doesNotContain("pump-1").doesNotContain("SN-1");
    assertThat(anonymous.knowledge().attesters()).isEmpty();
    CaseReplay.Replay replay = REPLAY.replay(anonymous, Optional.empty(), Optional.empty());
    assertThat(replay.note()).contains("could not be looked at again");
    assertThat(replay.now().status()).isEqualTo(Tier.CONTRAINDICATED);
    assertThat(replay.now().problem().map(Problem::code)).contains("WG-ATT-0006");
    assertThat(replay.now().problem().map(Problem::detail)).contains("");
  }

  private static String text(KeptCase kept) {
    return new String(CaseWriter.write(kept).toArray(), StandardCharsets.UTF_8);
  }

  @Test
  void secretsAreNeverInACase() throws Exception {
    Bytes secret = Bytes.ofHex("c3".repeat(32));
    World world = Attester.world().evidenceKey(Attester.DEVICE, secret);
    Bytes token =
        CoseSigner.mac0(
            new PsaTokenBuilder().components(PsaTokenBuilder.component("BL", ELSE)).payload(),
            secret);
    AtomicReference<Failed> failed = new AtomicReference<>();
    new Appraisals(
            new EvidenceAppraiser(Schemes.all()),
            world::context,
            () -> Profiles.BUILT_IN,
            new NewestEvidence(),
            new RuntimeAges(() -> 0),
            one -> {
              failed.set(one);
              return "x";
            })
        .appraise(
            new Evidence(token, 263, World.NONCE, Attester.DEVICE),
            Purpose.ENROLMENT,
            Optional.empty());
    KeptCase kept =
        new CaseMaker(new EvidenceAppraiser(Schemes.all()))
            .make("c20260301080000-00000000", World.NOW, Objects.requireNonNull(failed.get()));
    assertThat(new String(CaseWriter.write(kept).toArray(), StandardCharsets.UTF_8))
        .doesNotContain(secret.hex())
        .doesNotContain(CaseWriter.base64(secret));
    assertThat(kept.secretWithheld()).isTrue();
    CaseReplay.Replay replay = REPLAY.replay(again(kept), Optional.empty(), Optional.empty());
    assertThat(replay.note()).contains("secret");
    assertThat(replay.differences()).isEmpty();
  }

  @Test
  void whatIsNoCaseIsRefused() {
    String good = new String(CaseWriter.write(kept(BAD)).toArray(), StandardCharsets.UTF_8);
    for (String bad :
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "[".repeat(10_000),
            good + " {}",
            good.replace("wardgate-case v1", "wardgate-case v2"),
            good.replace("\"purpose\":\"runtime\"", "\"purpose\":\"RUNTIME\""),
            good.replace("\"contentFormat\":263", "\"contentFormat\":70000"),
            good.replace("\"id\":\"pump-1\"", "\"id\":\"../etc\""),
            good.replace("\"history\":[]", "\"history\":[],\"more\":1"),
            good.replace("\"history\":[]", "\"history\":[1]"),
            good.replace("\"at\":\"2026", "\"at\":\"x2026"))) {
      assertThatThrownBy(() -> CaseReader.read(Sample.bytes(bad)))
          .as(bad.length() > 80 ? bad.substring(0, 80) : bad)
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("WG-PRF-0010")
          .hasMessageContaining("$");
    }
    assertThatThrownBy(() -> CaseReader.read(Bytes.of(new byte[10_000_000])))
        .isInstanceOf(RefusedException.class);
  }

  private static final byte[] GOOD = CaseWriter.write(kept(BAD)).toArray();

  @Property(tries = 1_500)
  void mutatedCasesAreRefusedOrReplayedButNeverAffirming(
      @ForAll @Size(min = 1, max = 3) List<@IntRange(max = 1_000_000) Integer> places,
      @ForAll @IntRange(min = 1, max = 255) int xor)
      throws RefusedException {
    byte[] mutated = GOOD.clone();
    places.forEach(place -> mutated[place % mutated.length] ^= (byte) xor);
    KeptCase read;
    try {
      read = CaseReader.read(Bytes.of(mutated));
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).isEqualTo("WG-PRF-0010");
      return;
    }
    try {
      assertThat(REPLAY.replay(read, Optional.empty(), Optional.empty()).now().status())
          .isNotEqualTo(Tier.AFFIRMING);
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).isEqualTo("WG-PRF-0001");
    }
  }

  @Test
  void theOldestCasesGo(@TempDir Path directory) throws Exception {
    CaseFolder folder = new CaseFolder(directory, 3, 100);
    for (int i = 0; i < 5; i++) {
      folder.put("c2026030108000" + i + "-00000000", Bytes.of(new byte[20]));
    }
    assertThat(folder.ids())
        .containsExactly(
            "c20260301080004-00000000", "c20260301080003-00000000", "c20260301080002-00000000");
    folder.put("c20260301080005-00000000", Bytes.of(new byte[90]));
    assertThat(folder.ids()).containsExactly("c20260301080005-00000000");
    assertThat(folder.file("../../etc/passwd")).isEmpty();
    assertThat(folder.file("c20260301080001-00000000")).isEmpty();
  }

  @Test
  void oneCaseOfADeviceAndCodeAnHour(@TempDir Path directory) {
    AtomicReference<Instant> now = new AtomicReference<>(World.NOW);
    Clock clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return Objects.requireNonNull(now.get());
          }
        };
    CaseKeeper keeper =
        new CaseKeeper(new CaseFolder(directory), new EvidenceAppraiser(Schemes.all()), clock);
    Failed bad = failed(BAD);
    String first = keeper.keep(bad);
    assertThat(CaseFolder.isId(first)).isTrue();
    assertThat(keeper.keep(bad)).isEmpty();
    assertThat(keeper.keep(failed(new PsaTokenBuilder().sign(EcKeys.generateP256().getPrivate()))))
        .isNotEmpty();
    now.set(World.NOW.plus(Duration.ofMinutes(61)));
    assertThat(keeper.keep(bad)).isNotEmpty();
    keeper.end(Duration.ofMinutes(1));
    assertThat(keeper.list()).hasSize(3);
    CaseKeeper afterwards =
        new CaseKeeper(new CaseFolder(directory), new EvidenceAppraiser(Schemes.all()), clock);
    afterwards.end(Duration.ofMinutes(1));
    assertThat(afterwards.list()).isEqualTo(keeper.list());
    Summary newest = afterwards.list().get(0);
    assertThat(newest.code()).isEqualTo("WG-ATT-0015");
    assertThat(newest.basis().reasons().get(0).rule()).isEqualTo("unknown-firmware");
    assertThat(afterwards.file(newest.caseId())).isPresent();
    assertThat(afterwards.file("nothing")).isEmpty();
  }
}
