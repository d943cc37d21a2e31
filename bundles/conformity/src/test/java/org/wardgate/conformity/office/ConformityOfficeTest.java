package org.wardgate.conformity.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.conformity.ConformityDesk.Format;
import org.wardgate.api.conformity.ConformityErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.trust.TrustVerdict.Outcome;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.Measure;
import org.wardgate.api.view.TrustView;
import org.wardgate.api.view.WardView;
import org.wardgate.conformity.form.Token;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Decision;
import org.wardgate.conformity.statement.Status;
import org.wardgate.conformity.testing.TestWard;

class ConformityOfficeTest {
  private final FakeView view = new FakeView();
  private final AtomicLong nanos = new AtomicLong();
  private final TestWard pki = new TestWard("Ward");
  private volatile Instant now = TestWard.NOW;
  private volatile @Nullable WardView seen = view;
  private volatile @Nullable GatewayCredential credential = pki.gateway("gateway-1");
  private final ConformityOffice office = office();

  private ConformityOffice office() {
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        };
    return new ConformityOffice("gateway-1", () -> seen, () -> credential, clock, nanos::get);
  }

  private void pass(long seconds) {
    now = now.plusSeconds(seconds);
    nanos.addAndGet(seconds * 1_000_000_000L);
    view.attestedAt = now.minusSeconds(1);
    view.nextAt = Optional.of(now.plusSeconds(9));
  }

  private Claims issued() throws Exception {
    return Token.parse(office.current(FakeView.PUMP, Format.CWT)).certificate();
  }

  private Status status(Bytes id) throws Exception {
    return Token.parse(office.status(id.hex(), Format.JWT)).status();
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.errorCode()).as(e.getMessage()).isEqualTo(code));
  }

  @Test
  void aTrustedDeviceHasACertificateThatSaysSo() throws Exception {
    Claims claims = issued();
    assertThat(claims.issuer()).isEqualTo("gateway-1");
    assertThat(claims.device()).isEqualTo(FakeView.PUMP);
    assertThat(claims.deviceKey()).isEqualTo(view.key);
    assertThat(claims.issuedAt()).isEqualTo(now);
    assertThat(claims.expiresAt()).isEqualTo(now.plusSeconds(120));
    assertThat(claims.standing().decision()).isEqualTo(Decision.TRUSTED);
    assertThat(claims.standing().evidence().orElseThrow().sha256().hex()).isEqualTo(view.evidence);
    assertThat(status(claims.id()).state()).isEqualTo(Status.State.VALID);
    assertThat(office.signer()).hasSize(1);
  }

  @Test
  void itIsSignedOnceUntilAThirdOfItsLifeIsLeft() throws Exception {
    Bytes first = office.current(FakeView.PUMP, Format.CWT);
    pass(79);
    view.evidence = "cd".repeat(32);
    view.belief = 0.82;
    assertThat(office.current(FakeView.PUMP, Format.CWT)).isEqualTo(first);
    pass(1);
    Claims second = issued();
    assertThat(second.id()).isNotEqualTo(Token.parse(first).certificate().id());
    assertThat(second.standing().evidence().orElseThrow().sha256().hex()).isEqualTo(view.evidence);
    // the first is not wrong for that
    assertThat(status(Token.parse(first).certificate().id()).state()).isEqualTo(Status.State.VALID);
  }

  @Test
  void everyFormatOfOneCertificateHasTheSameId() throws Exception {
    Bytes id = issued().id();
    for (Format format : Format.values()) {
      assertThat(Token.parse(office.current(FakeView.PUMP, format)).certificate().id())
          .isEqualTo(id);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-5, 0, 59, 301, 1_000_000})
  void itIsValidForOneToFiveMinutes(int seconds) throws Exception {
    view.seconds = seconds;
    Claims claims = issued();
    long life = claims.expiresAt().getEpochSecond() - claims.issuedAt().getEpochSecond();
    assertThat(life).isBetween(60L, 300L);
  }

  @ParameterizedTest
  @EnumSource(TrustView.Exemption.Kind.class)
  void nothingIsTrustedUnderAnExemption(TrustView.Exemption.Kind kind) throws Exception {
    Claims before = issued();
    view.exemption =
        Optional.of(new TrustView.Exemption(kind, "code 1", "patient", now.plusSeconds(600)));
    assertThat(issued().standing().decision()).isEqualTo(Decision.UNDECIDABLE);
    assertThat(issued().standing().exemption()).contains(kind);
    assertThat(status(before.id()).state()).isEqualTo(Status.State.REVOKED);
    view.state = DeviceState.QUARANTINED;
    assertThat(issued().standing().decision()).isEqualTo(Decision.NOT_TRUSTED);
  }

  @Test
  void aDeviceWithoutAKeyIsNotTrusted() throws Exception {
    view.key = Optional.empty();
    assertThat(issued().deviceKey()).isEmpty();
    assertThat(issued().standing().decision()).isEqualTo(Decision.UNDECIDABLE);
  }

  @Test
  void aDeviceWhoseCertificateEndedIsNotTrustedAndTheOldOneIsRevoked() throws Exception {
    Claims before = issued();
    view.keyUntil = now;
    assertThat(issued().deviceKey()).isEmpty();
    assertThat(issued().standing().decision()).isEqualTo(Decision.UNDECIDABLE);
    assertThat(status(before.id()).state()).isEqualTo(Status.State.REVOKED);
  }

  @Test
  void oneDeviceThatNobodyCanVouchForKeepsNoOtherFromBeingRevoked() throws Exception {
    view.otherNextAt = Optional.of(now.plusSeconds(5));
    // whichever of them the sweep meets first
    Bytes first = office.current(FakeView.OTHER, Format.CWT);
    Bytes good = issued().id();
    assertThat(first).isNotEqualTo(office.current(FakeView.PUMP, Format.CWT));
    view.otherNextAt = Optional.of(now.minusSeconds(301));
    view.outcome = Outcome.NOT_TRUSTED;
    office.sweep();
    view.outcome = Outcome.TRUSTED;
    assertThat(status(good).state()).isEqualTo(Status.State.REVOKED);
  }

  private List<Consumer<FakeView>> changes() {
    List<Consumer<FakeView>> changes = new ArrayList<>();
    changes.add(ward -> ward.outcome = Outcome.NOT_TRUSTED);
    changes.add(ward -> ward.outcome = Outcome.UNDECIDABLE);
    changes.add(ward -> ward.stale = true);
    changes.add(ward -> ward.tier = Optional.of(Tier.CONTRAINDICATED));
    changes.add(ward -> ward.tier = Optional.of(Tier.WARNING));
    changes.add(ward -> ward.tier = Optional.empty());
    changes.add(ward -> ward.state = DeviceState.QUARANTINED);
    changes.add(ward -> ward.state = DeviceState.RESTRICTED);
    changes.add(ward -> ward.measures = Set.of(Measure.QUARANTINE));
    return changes;
  }

  @Test
  void whateverEndsTrustRevokesAtOnceAndTheNextOneSaysSo() throws Exception {
    for (int i = 0; i < changes().size(); i++) {
      FakeView fresh = new FakeView();
      seen = fresh;
      now = TestWard.NOW;
      Claims good = issued();
      changes().get(i).accept(fresh);
      Status status = status(good.id());
      assertThat(status.state()).as("change " + i).isEqualTo(Status.State.REVOKED);
      assertThat(status.since()).contains(now);
      assertThat(status.decision().orElseThrow()).isNotEqualTo(Decision.TRUSTED);
      Claims next = issued();
      assertThat(next.id()).isNotEqualTo(good.id());
      assertThat(next.standing().decision()).as("change " + i).isNotEqualTo(Decision.TRUSTED);
    }
  }

  @Test
  void otherKeysFirmwareOrTrustRevokeToo() throws Exception {
    List<Consumer<FakeView>> others =
        List.of(
            ward -> ward.key = Optional.of(TestWard.deviceKey()),
            ward -> ward.key = Optional.empty(),
            ward -> ward.firmware = "2.2",
            ward -> ward.belief = 0.95,
            ward -> ward.measures = Set.of(Measure.ADMIT, Measure.RESTRICT));
    for (Consumer<FakeView> change : others) {
      FakeView fresh = new FakeView();
      seen = fresh;
      Claims good = issued();
      change.accept(fresh);
      assertThat(status(good.id()).state()).isEqualTo(Status.State.REVOKED);
    }
  }

  @Test
  void whatWasRevokedStaysRevokedEvenIfTheDeviceComesBack() throws Exception {
    Claims good = issued();
    view.outcome = Outcome.NOT_TRUSTED;
    office.sweep();
    view.outcome = Outcome.TRUSTED;
    assertThat(status(good.id()).state()).isEqualTo(Status.State.REVOKED);
    assertThat(issued().id()).isNotEqualTo(good.id());
  }

  @Test
  void aDeviceThatLeftItsStateBetweenTwoLooksIsNotTheSame() throws Exception {
    Claims good = issued();
    view.since = now;
    assertThat(status(good.id()).state()).isEqualTo(Status.State.REVOKED);
  }

  @Test
  void aRetiredDevicesCertificateIsRevokedAndItHasNoneAnyMore() throws Exception {
    Claims good = issued();
    view.state = DeviceState.RETIRED;
    refused(ConformityErrors.NONE, this::issued);
    Status status = status(good.id());
    assertThat(status.state()).isEqualTo(Status.State.REVOKED);
    assertThat(status.decision()).isEmpty();
  }

  @Test
  void anExpiredOneIsExpiredThenUnknown() throws Exception {
    Claims good = issued();
    pass(120);
    assertThat(status(good.id()).state()).isEqualTo(Status.State.EXPIRED);
    pass(60);
    office.sweep();
    assertThat(status(good.id()).state()).isEqualTo(Status.State.UNKNOWN);
  }

  @Test
  void afterARestartOldOnesAreUnknown() throws Exception {
    Claims good = issued();
    Status status = Token.parse(office().status(good.id().hex(), Format.CWT)).status();
    assertThat(status.state()).isEqualTo(Status.State.UNKNOWN);
    assertThat(status.decision()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = DeviceState.class,
      names = {"IDENTIFIED", "PROFILED", "ATTESTED", "REFUSED", "RETIRED"})
  void whatHasNotJoinedHasNone(DeviceState state) {
    view.state = state;
    refused(ConformityErrors.NONE, this::issued);
  }

  @Test
  void anUnknownOrUnweighedDeviceHasNone() {
    refused(ConformityErrors.NONE, () -> office.current(new DeviceId("pump-2"), Format.JWT));
    view.weighed = false;
    refused(ConformityErrors.NONE, this::issued);
  }

  @Test
  void whileNobodyCanSayNothingIsSaid() throws Exception {
    Claims good = issued();
    view.ready = false;
    refused(ConformityErrors.NOT_READY, this::issued);
    refused(ConformityErrors.NOT_READY, () -> status(good.id()));
    office.sweep();
    view.ready = true;
    assertThat(status(good.id()).state()).isEqualTo(Status.State.VALID);
    seen = null;
    refused(ConformityErrors.NOT_READY, this::issued);
    seen = view;
    credential = null;
    refused(ConformityErrors.NOT_READY, this::issued);
    assertThat(office.signer()).isEmpty();
  }

  @Test
  void aClockThatChangesVouchesForNothing() throws Exception {
    Claims good = issued();
    now = TestWard.NOW.minusSeconds(300);
    refused(ConformityErrors.NOT_READY, this::issued);
    now = TestWard.NOW.minusSeconds(30);
    assertThat(status(good.id()).state()).isEqualTo(Status.State.REVOKED);
    now = TestWard.NOW.plusSeconds(3_500);
    refused(ConformityErrors.NOT_READY, this::issued);
    now = TestWard.NOW.plusSeconds(86_400);
    refused(ConformityErrors.NOT_READY, this::issued);
  }

  @Test
  void aCoreThatChallengesNoMoreVouchesForNothing() {
    now = TestWard.NOW.plusSeconds(5 + 300);
    view.attestedAt = now;
    assertThat(view.nextAt).isPresent();
    refused(
        ConformityErrors.NOT_READY,
        () -> {
          now = now.plusSeconds(1);
          issued();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "00112233445566778899AABBCCDDEEFF", "../x", "0011223344556677889900"})
  void whatIsNoIdIsRefused(String id) {
    refused(ConformityErrors.MALFORMED, () -> office.status(id, Format.JWT));
  }

  @Test
  void madeUpIdsAreSignedAFewTimesASecondAlone() throws Exception {
    String madeUp = "00".repeat(16);
    int signed = 0;
    for (int i = 0; i < 100; i++) {
      try {
        assertThat(office.status(madeUp, Format.CWT)).isNotNull();
        signed++;
      } catch (RefusedException e) {
        assertThat(e.errorCode()).isEqualTo(ConformityErrors.BUSY);
      }
    }
    assertThat(signed).isEqualTo(20);
    // a real one is answered all the same
    assertThat(status(issued().id()).state()).isEqualTo(Status.State.VALID);
  }

  @Test
  void aStatusIsNotSignedAgainWhileItHolds() throws Exception {
    String id = issued().id().hex();
    Bytes first = office.status(id, Format.JWT);
    pass(9);
    assertThat(office.status(id, Format.JWT)).isEqualTo(first);
    pass(1);
    assertThat(office.status(id, Format.JWT)).isNotEqualTo(first);
    view.outcome = Outcome.NOT_TRUSTED;
    assertThat(Token.parse(office.status(id, Format.JWT)).status().state())
        .isEqualTo(Status.State.REVOKED);
  }

  @Test
  void aFlappingDeviceFillsNoMemoryAndCannotSignForEver() throws Exception {
    int issued = 0;
    for (int i = 0; i < 1_000; i++) {
      view.belief = i % 2 == 0 ? 0.3 : 0.9;
      try {
        assertThat(issued()).isNotNull();
        issued++;
      } catch (RefusedException e) {
        assertThat(e.errorCode()).isEqualTo(ConformityErrors.BUSY);
      }
    }
    assertThat(issued).isEqualTo(400);
  }
}
