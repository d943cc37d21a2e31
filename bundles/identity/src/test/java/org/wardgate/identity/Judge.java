package org.wardgate.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.IdevidRules;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.JoinMethod;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.Masa;

/** Judges chains in a ward whose only maker is Acme. */
final class Judge {
  private Judge() {}

  static Manufacturer acme(IdevidRules rules, X509Certificate... anchors) {
    return new Manufacturer(
        "acme",
        "Acme",
        List.of(anchors),
        List.of(),
        List.of(),
        List.of(),
        false,
        0,
        rules,
        Masa.NONE);
  }

  static InventorySnapshot trusting(X509Certificate... anchors) {
    return TestWard.inventory(List.of(acme(IdevidRules.DEFAULT, anchors)));
  }

  static InventorySnapshot ruled(IdevidRules rules, X509Certificate... anchors) {
    return TestWard.inventory(List.of(acme(rules, anchors)));
  }

  /** The class of every device joins so. */
  static InventorySnapshot joining(InventorySnapshot inventory, JoinMethod... methods) {
    return new InventorySnapshot(
        inventory.version(),
        inventory.manufacturers(),
        Map.of("any", new DeviceClass("any", 0.5, 0.5, 30, 3, Set.of(methods), false)),
        inventory.devices(),
        inventory.bySerial(),
        inventory.mudServices(),
        inventory.authorities());
  }

  static PeerIdentity identify(InventorySnapshot inventory, Instant at, X509Certificate... chain)
      throws RefusedException {
    return new ChainIdentity(
            new WardTrust(
                inventory,
                List.of(),
                Optional.of(certificate -> CertificateStatus.Status.GOOD),
                AcceptedHandovers.NONE,
                at))
        .of(Arrays.asList(chain));
  }

  static void accepted(InventorySnapshot inventory, X509Certificate... chain)
      throws RefusedException {
    assertThat(identify(inventory, TestCa.now(), chain).device()).isEqualTo(TestWard.PUMP);
  }

  static void refused(ErrorCode code, InventorySnapshot inventory, X509Certificate... chain) {
    refused(code, inventory, TestCa.now(), chain);
  }

  static void refused(
      ErrorCode code, InventorySnapshot inventory, Instant at, X509Certificate... chain) {
    assertThatThrownBy(() -> identify(inventory, at, chain))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.errorCode()).as(e.getMessage()).isEqualTo(code));
  }
}
