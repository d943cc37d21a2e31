package org.wardgate.identity;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.Event;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.PeerGateway;
import org.wardgate.api.onboarding.OnboardingEvent.HandoverSigned;
import org.wardgate.api.onboarding.OnboardingIntent.SignHandover;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Profile;

/** Ward a hands the pump over to ward b. */
final class TwoWards {
  static final String MUD_URL = "https://maker.example/1.json";

  final Instant now = TestCa.now().truncatedTo(ChronoUnit.SECONDS);
  final TestCa wardA = TestCa.root("Ward CA");
  final TestCa wardB = TestCa.root("Ward CA");
  final GatewayCredential gatewayA = credential(wardA, "ward-a", Profile.TLS_SERVER);
  final X509Certificate ldevid =
      wardA.sign(
          TestCa.issue("pump-1", EcKeys.generateP256().getPublic(), Profile.TLS_CLIENT)
              .withSubjectSerial("1"));
  final List<Event> events = new ArrayList<>();
  final Path file;
  InventorySnapshot inventory = inventory();

  TwoWards(Path directory) {
    this.file = directory.resolve("handovers.cbor");
  }

  private InventorySnapshot inventory() {
    InventorySnapshot base = TestWard.inventory(List.<Manufacturer>of());
    return new InventorySnapshot(
        base.version(),
        base.manufacturers(),
        base.classes(),
        base.devices(),
        base.bySerial(),
        base.mudServices(),
        base.authorities(),
        Map.of(
            "ward-a", new PeerGateway("ward-a", List.of(wardA.certificate())),
            "ward-b", new PeerGateway("ward-b", List.of(wardB.certificate()))));
  }

  static GatewayCredential credential(TestCa ca, String name, Profile profile) {
    KeyPair keys = EcKeys.generateP256();
    return credential(keys, ca.sign(TestCa.issue(name, keys.getPublic(), profile)));
  }

  static GatewayCredential credential(KeyPair keys, X509Certificate certificate) {
    return new GatewayCredential() {
      @Override
      public PrivateKey privateKey() {
        return keys.getPrivate();
      }

      @Override
      public List<X509Certificate> chain() {
        return List.of(certificate);
      }

      @Override
      public List<X509Certificate> wardAnchors() {
        return List.of();
      }
    };
  }

  HandoverRoom room(String gateway, Instant at) {
    return new HandoverRoom(
            () -> inventory,
            gateway,
            HandoverBook.open(file),
            Clock.fixed(at, ZoneOffset.UTC),
            Runnable::run)
        .with(
            event -> {
              events.add(event);
              return CompletableFuture.completedFuture(null);
            },
            gatewayA);
  }

  HandoverRoom receiver() {
    return room("ward-b", now);
  }

  HandoverSigned order(String toGateway, Instant validUntil) {
    return order(room("ward-a", now), toGateway, validUntil);
  }

  HandoverSigned order(HandoverRoom sender, String toGateway, Instant validUntil) {
    sender.execute(
        new SignHandover(
            new CorrelationId("h-1"),
            now,
            TestWard.PUMP,
            toGateway,
            Optional.of(MUD_URL),
            Certificates.sha256(ldevid),
            validUntil));
    return (HandoverSigned) events.remove(events.size() - 1);
  }

  Bytes document() {
    return order("ward-b", now.plus(Duration.ofHours(1))).document().orElseThrow();
  }

  /** What a handover says when nothing is wrong with it. */
  Handover handover() {
    return new Handover(
        Bytes.of(new byte[Handover.ID_BYTES]),
        TestWard.PUMP,
        "ward-a",
        "ward-b",
        Certificates.sha256(ldevid),
        Optional.of(MUD_URL),
        now,
        now.plusSeconds(60));
  }
}
