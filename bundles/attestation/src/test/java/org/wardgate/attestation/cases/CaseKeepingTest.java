package org.wardgate.attestation.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AppraisalCases.Summary;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.attestation.Schemes;
import org.wardgate.attestation.dice.DiceEvidence;
import org.wardgate.attestation.evidence.Appraisals;
import org.wardgate.attestation.evidence.Appraisals.Failed;
import org.wardgate.attestation.evidence.EvidenceAppraiser;
import org.wardgate.attestation.evidence.NewestEvidence;
import org.wardgate.attestation.evidence.RuntimeAges;
import org.wardgate.attestation.profile.Profiles;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.testing.World;

/** Cases of devices with DICE, cases that cannot be read, and how many of one device are kept. */
class CaseKeepingTest {
  private static final CaseReplay REPLAY = new CaseReplay(Schemes.all());

  private static Failed failed() {
    DiceEvidence dice = new DiceEvidence();
    World world = dice.world();
    AtomicReference<Failed> failed = new AtomicReference<>();
    new Appraisals(
            new EvidenceAppraiser(Schemes.all()),
            world::context,
            () -> Profiles.BUILT_IN,
            new NewestEvidence(),
            new RuntimeAges(() -> 0),
            one -> {
              failed.set(one);
              return "";
            })
        .appraise(
            new Evidence(dice.ofForeignFirmware(), 263, World.NONCE, World.PUMP),
            Purpose.RUNTIME,
            Optional.empty());
    return Objects.requireNonNull(failed.get());
  }

  private static KeptCase kept() {
    return new CaseMaker(new EvidenceAppraiser(Schemes.all()))
        .make("c20260301080000-00000000", World.NOW, failed());
  }

  private static CaseKeeper keeper(Path directory, Instant at) {
    return new CaseKeeper(
        new CaseFolder(directory),
        new EvidenceAppraiser(Schemes.all()),
        Clock.fixed(at, ZoneOffset.UTC));
  }

  @Test
  void aDiceCaseIsReadAgainAndReplaysTheSame() throws Exception {
    KeptCase kept = kept();
    KeptCase again = CaseReader.read(CaseWriter.write(kept));
    assertThat(again).isEqualTo(kept);
    CaseReplay.Replay replay = REPLAY.replay(again, Optional.empty(), Optional.empty());
    assertThat(replay.differences()).isEmpty();
    assertThat(replay.now().status()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Test
  void anAnonymousDiceCaseNamesNoSerialAndReplaysTheSame() throws Exception {
    KeptCase kept = kept();
    assertThat(new String(kept.evidence().content().toArray(), StandardCharsets.ISO_8859_1))
        .as("the certificates in the evidence name it")
        .contains("SN-1");
    KeptCase anonymous = AnonymousCase.of(kept);
    assertThat(new String(CaseWriter.write(anonymous).toArray(), StandardCharsets.UTF_8))
        .doesNotContain("SN-1")
        .doesNotContain(World.PUMP.value())
        .doesNotContain("certificate\":");
    CaseReplay.Replay replay =
        REPLAY.replay(
            CaseReader.read(CaseWriter.write(anonymous)), Optional.empty(), Optional.empty());
    assertThat(replay.differences()).isEmpty();
  }

  @Test
  void anUnreadableCaseHidesNoOtherAfterARestart(@TempDir Path directory) throws Exception {
    CaseFolder folder = new CaseFolder(directory);
    Bytes good = CaseWriter.write(kept());
    folder.put("c20260301080000-00000000", good);
    folder.put("c20260301080001-00000000", Bytes.of(new byte[] {'{'}));
    Files.createDirectory(directory.resolve("c20260301080002-00000000.json"));
    CaseKeeper keeper = keeper(directory, World.NOW);
    keeper.end(Duration.ofMinutes(1));
    assertThat(keeper.list())
        .extracting(Summary::caseId)
        .containsExactly("c20260301080000-00000000");
  }

  @Test
  void ofOneDeviceTheOldestCasesGoFirst(@TempDir Path directory) throws Exception {
    Failed failed = failed();
    Evidence evidence = failed.evidence();
    Failed ofAnother =
        new Failed(
            new Evidence(
                evidence.content(),
                evidence.contentFormat(),
                evidence.nonce(),
                new DeviceId("monitor-1")),
            failed.purpose(),
            failed.outcome(),
            failed.context(),
            failed.profiles());
    CaseKeeper first = keeper(directory, World.NOW);
    String others = first.keep(ofAnother);
    first.end(Duration.ofMinutes(1));
    List<String> kept = new ArrayList<>();
    for (int hour = 1; hour <= CaseKeeper.OF_DEVICE_MAX_COUNT + 3; hour++) {
      CaseKeeper keeper = keeper(directory, World.NOW.plus(Duration.ofHours(2L * hour)));
      kept.add(0, keeper.keep(failed));
      keeper.end(Duration.ofMinutes(1));
    }
    CaseKeeper afterwards = keeper(directory, World.NOW);
    afterwards.end(Duration.ofMinutes(1));
    List<String> expected = new ArrayList<>(kept.subList(0, CaseKeeper.OF_DEVICE_MAX_COUNT));
    expected.add(others);
    assertThat(afterwards.list()).extracting(Summary::caseId).isEqualTo(expected);
    assertThat(new CaseFolder(directory).ids()).isEqualTo(expected);
  }
}
