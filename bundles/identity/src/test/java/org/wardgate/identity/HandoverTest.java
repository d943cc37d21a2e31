package org.wardgate.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.onboarding.OnboardingEvent.HandoverAccepted;
import org.wardgate.api.onboarding.OnboardingEvent.HandoverSigned;
import org.wardgate.api.onboarding.OnboardingIntent.CloseSessions;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.cose.X5Chain;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Profile;

class HandoverTest {
  @TempDir private Path directory = Path.of("");
  private TwoWards wards = new TwoWards(directory);

  @BeforeEach
  void begin() {
    wards = new TwoWards(directory);
  }

  private void assertRefused(Bytes document, String why) {
    assertRefused(wards.receiver(), document, why);
  }

  private void assertRefused(HandoverRoom receiver, Bytes document, String why) {
    assertThatThrownBy(() -> receiver.accept(document))
        .hasMessageContaining("WG-ONB-0020")
        .hasMessageContaining(why);
    assertThat(receiver.find(TestWard.PUMP, Certificates.sha256(wards.ldevid), wards.now))
        .isEmpty();
    assertThat(wards.events).isEmpty();
  }

  private Bytes signed(Handover handover, GatewayCredential signer) throws RefusedException {
    return HandoverDocument.sign(handover, signer);
  }

  @Test
  void whatOneGatewaySignsTheOtherAccepts() throws RefusedException {
    HandoverRoom receiver = wards.receiver();
    assertThat(receiver.accept(wards.document())).isEqualTo(TestWard.PUMP);
    assertThat(wards.events)
        .singleElement()
        .isInstanceOfSatisfying(
            HandoverAccepted.class,
            event -> {
              assertThat(event.fromGateway()).isEqualTo("ward-a");
              assertThat(event.mudUrl()).contains(TwoWards.MUD_URL);
              assertThat(event.validUntil()).isEqualTo(wards.now.plus(Duration.ofHours(1)));
            });
    Bytes digest = Certificates.sha256(wards.ldevid);
    assertThat(receiver.find(TestWard.PUMP, digest, wards.now)).isPresent();
    assertThat(receiver.find(TestWard.MONITOR, digest, wards.now)).isEmpty();
    assertThat(receiver.find(TestWard.PUMP, Bytes.EMPTY.sha256(), wards.now)).isEmpty();
    assertThat(receiver.find(TestWard.PUMP, digest, wards.now.plus(Duration.ofHours(2)))).isEmpty();
  }

  @Test
  void itCountsAlsoAfterARestart() throws RefusedException {
    wards.receiver().accept(wards.document());
    assertThat(wards.receiver().find(TestWard.PUMP, Certificates.sha256(wards.ldevid), wards.now))
        .isPresent();
  }

  @Test
  void aReplayedHandoverIsRefusedAlsoAfterARestart() throws RefusedException {
    Bytes document = wards.document();
    HandoverRoom receiver = wards.receiver();
    receiver.accept(document);
    assertThatThrownBy(() -> receiver.accept(document)).hasMessageContaining("replayed");
    assertThatThrownBy(() -> wards.receiver().accept(document)).hasMessageContaining("replayed");
  }

  @Test
  void aHandoverForAnotherGatewayIsRefused() {
    assertRefused(wards.room("ward-c", wards.now), wards.document(), "for gateway ward-b");
  }

  @Test
  void anExpiredHandoverIsRefused() {
    assertRefused(
        wards.room("ward-b", wards.now.plus(Duration.ofMinutes(61))), wards.document(), "expired");
  }

  @Test
  void aHandoverThatIsNotYetValidIsRefused() {
    assertRefused(
        wards.room("ward-b", wards.now.minus(Duration.ofMinutes(3))),
        wards.document(),
        "not yet valid");
  }

  @Test
  void aHandoverThatIsValidForTooLongIsRefused() throws RefusedException {
    Handover usual = wards.handover();
    for (Instant end : new Instant[] {usual.issuedAt().plus(Duration.ofHours(25)), wards.now}) {
      Handover odd =
          new Handover(
              usual.id(),
              usual.device(),
              usual.fromGateway(),
              usual.toGateway(),
              usual.certificateSha256(),
              usual.mudUrl(),
              usual.issuedAt(),
              end);
      assertRefused(signed(odd, wards.gatewayA), "allowed 24 hours");
    }
  }

  @Test
  void anAlteredHandoverIsRefused() {
    byte[] document = wards.document().toArray();
    for (int at = 0; at < document.length; at += 7) {
      byte[] altered = document.clone();
      altered[at] ^= 1;
      assertRefused(Bytes.of(altered), "");
    }
  }

  @Test
  void aHandoverSignedByADeviceInsteadOfAGatewayIsRefused() throws RefusedException {
    GatewayCredential device = TwoWards.credential(wards.wardA, "ward-a", Profile.TLS_CLIENT);
    assertRefused(signed(wards.handover(), device), "BAD_USAGE");
    GatewayCredential pump = TwoWards.credential(wards.wardA, "pump-1", Profile.TLS_CLIENT);
    assertRefused(signed(wards.handover(), pump), "BAD_USAGE");
  }

  @Test
  void aHandoverSignedByAnotherServerOfThatWardIsRefused() throws RefusedException {
    GatewayCredential other = TwoWards.credential(wards.wardA, "printer", Profile.TLS_SERVER);
    assertRefused(signed(wards.handover(), other), "somebody else");
  }

  @Test
  void aHandoverOfAnUnknownGatewayIsRefused() throws RefusedException {
    TestCa stranger = TestCa.root("Ward CA");
    assertRefused(
        signed(wards.handover(), TwoWards.credential(stranger, "ward-a", Profile.TLS_SERVER)),
        "BAD_SIGNATURE");
    Handover usual = wards.handover();
    Handover unknown =
        new Handover(
            usual.id(),
            usual.device(),
            "ward-x",
            usual.toGateway(),
            usual.certificateSha256(),
            usual.mudUrl(),
            usual.issuedAt(),
            usual.validUntil());
    assertRefused(signed(unknown, wards.gatewayA), "names no gateway ward-x");
  }

  @Test
  void aHandoverWithAnotherKeyThanItsCertificatesIsRefused() throws RefusedException {
    KeyPair other = EcKeys.generateP256();
    assertRefused(
        signed(wards.handover(), TwoWards.credential(other, wards.gatewayA.chain().get(0))),
        "BAD_SIGNATURE");
  }

  @Test
  void anOversizedHandoverIsRefused() {
    assertRefused(Bytes.of(new byte[8_193]), "oversized");
  }

  @Test
  void whatIsNoHandoverIsRefused() {
    assertRefused(Bytes.EMPTY, "");
    assertRefused(Bytes.ofHex("d2"), "");
    assertRefused(CborWriter.write(HandoverClaims.of(wards.handover())), "");
    Bytes claims = CborWriter.write(HandoverClaims.of(wards.handover()));
    // signed by the right gateway, but something else
    assertRefused(
        CoseSigner.sign1(
            claims,
            wards.gatewayA.privateKey(),
            CoseAlgorithms.ES256,
            Map.of(X5Chain.LABEL, X5Chain.of(wards.gatewayA.chain()))),
        "type of a handover");
    assertRefused(
        CoseSigner.sign1(
            Bytes.ofHex("a10102"),
            wards.gatewayA.privateKey(),
            CoseAlgorithms.ES256,
            Map.of(
                HandoverDocument.TYPE_LABEL,
                HandoverDocument.TYPE,
                X5Chain.LABEL,
                X5Chain.of(wards.gatewayA.chain()))),
        "claims");
    assertRefused(
        CoseSigner.sign1(
            claims,
            wards.gatewayA.privateKey(),
            CoseAlgorithms.ES256,
            Map.of(HandoverDocument.TYPE_LABEL, HandoverDocument.TYPE)),
        "empty");
  }

  @Test
  void aHandoverOfADeviceThatTheInventoryDoesNotListIsRefused() {
    Bytes document = wards.document();
    InventorySnapshot all = wards.inventory;
    wards.inventory =
        new InventorySnapshot(
            all.version(),
            all.manufacturers(),
            all.classes(),
            Map.of(),
            Map.of(),
            all.mudServices(),
            all.authorities(),
            all.peerGateways());
    assertThatThrownBy(() -> wards.receiver().accept(document)).hasMessageContaining("WG-ONB-0003");
  }

  @Test
  void aDamagedBookIsPutAsideAndNothingInItCounts() throws IOException, RefusedException {
    wards.receiver().accept(wards.document());
    Files.write(wards.file, new byte[] {1, 2, 3});
    assertThat(wards.receiver().find(TestWard.PUMP, Certificates.sha256(wards.ldevid), wards.now))
        .isEmpty();
    assertThat(wards.file).doesNotExist();
  }

  @Test
  void aHandoverThatCannotBeKeptIsRefused() throws IOException {
    Bytes document = wards.document();
    HandoverRoom receiver = wards.receiver();
    Files.createDirectories(wards.file.resolve("in-the-way"));
    assertRefused(receiver, document, "could not be kept");
  }

  @Test
  void aDeviceThatIsHandedAwayIsNotTakenBackByTheHandoverThatBroughtIt() throws RefusedException {
    Bytes document = wards.document();
    HandoverRoom receiver = wards.receiver();
    receiver.accept(document);
    Bytes digest = Certificates.sha256(wards.ldevid);
    wards.order(receiver, "ward-x", wards.now.plusSeconds(60)); // refused: it stays
    assertThat(receiver.find(TestWard.PUMP, digest, wards.now)).isPresent();

    assertThat(wards.order(receiver, "ward-a", wards.now.plusSeconds(60)).document()).isPresent();
    assertThat(receiver.find(TestWard.PUMP, digest, wards.now)).isEmpty();
    assertThat(wards.receiver().find(TestWard.PUMP, digest, wards.now)).isEmpty();
    assertThatThrownBy(() -> receiver.accept(document)).hasMessageContaining("replayed");
  }

  @Test
  void aHandoverIsFoundAmongManyByItsCertificate() throws RefusedException {
    HandoverBook book = HandoverBook.open(wards.file);
    Handover usual = wards.handover();
    for (int i = 1; i <= 20; i++) {
      byte[] id = new byte[Handover.ID_BYTES];
      id[0] = (byte) i;
      book.keep(
          new Handover(
              Bytes.of(id),
              i % 2 == 0 ? TestWard.PUMP : TestWard.MONITOR,
              usual.fromGateway(),
              usual.toGateway(),
              i == 8 ? usual.certificateSha256() : Bytes.of(id).sha256(),
              usual.mudUrl(),
              usual.issuedAt(),
              usual.validUntil()),
          wards.now);
    }
    assertThat(book.find(TestWard.PUMP, usual.certificateSha256(), wards.now))
        .hasValueSatisfying(found -> assertThat(found.id().toArray()[0]).isEqualTo((byte) 8));
    assertThat(book.find(TestWard.MONITOR, usual.certificateSha256(), wards.now)).isEmpty();
  }

  @Test
  void idsAreForgottenAWeekAfterTheirEnd() throws RefusedException {
    HandoverBook book = HandoverBook.open(wards.file);
    book.keep(wards.handover(), wards.now);
    assertThatThrownBy(() -> book.keep(wards.handover(), wards.now.plus(Duration.ofDays(6))))
        .hasMessageContaining("replayed");
    assertThat(book.find(TestWard.PUMP, Certificates.sha256(wards.ldevid), wards.now)).isPresent();
    book.keep(wards.handover(), wards.now.plus(Duration.ofDays(8)));
  }

  @Test
  void nothingIsSignedForGatewaysNobodyKnowsOrForTooLong() {
    Instant soon = wards.now.plusSeconds(60);
    for (HandoverSigned refused :
        new HandoverSigned[] {
          wards.order("ward-x", soon),
          wards.order("ward-a", soon), // itself
          wards.order("ward-b", wards.now),
          wards.order("ward-b", wards.now.plus(Duration.ofHours(25))),
        }) {
      assertThat(refused.document()).isEmpty();
      assertThat(refused.problem().orElseThrow().code()).isEqualTo("WG-ONB-0020");
    }
  }

  @Test
  void nothingIsSignedWithoutTheGatewaysKey() {
    HandoverRoom sender =
        wards
            .room("ward-a", wards.now)
            .with(
                event -> {
                  wards.events.add(event);
                  return java.util.concurrent.CompletableFuture.completedFuture(null);
                },
                null);
    assertThat(
            wards.order(sender, "ward-b", wards.now.plusSeconds(9)).problem().orElseThrow().code())
        .isEqualTo("WG-ONB-0009");
  }

  @Test
  void othersIntentsAreLeftAlone() {
    HandoverRoom room = wards.receiver();
    CloseSessions other = new CloseSessions(new CorrelationId("c"), wards.now, TestWard.PUMP);
    assertThat(room.takes(other)).isFalse();
    room.execute(other);
    assertThat(wards.events).isEmpty();
  }
}
