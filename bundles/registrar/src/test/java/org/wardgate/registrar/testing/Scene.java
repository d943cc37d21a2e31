package org.wardgate.registrar.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.IdevidRules;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.InventorySnapshot.SerialKey;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.Masa;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.registrar.testing.TestCa.Identity;
import org.wardgate.registrar.voucher.Expected;
import org.wardgate.registrar.voucher.NoncelessRule;
import org.wardgate.registrar.voucher.OwnIdentity;
import org.wardgate.registrar.voucher.Pledge;

/** A ward, a maker with its MASA, and a pump; another maker beside it. */
public final class Scene {
  /** The pump's id. */
  public static final DeviceId PUMP = new DeviceId("pump-1");

  /** The pump's serial number. */
  public static final String SERIAL = "JADA123456789";

  /** What the pump drew. */
  public static final Bytes NONCE = Bytes.ofHex("0102030405060708");

  /** Vouchers without nonce count. */
  public static final NoncelessRule NONCELESS = new NoncelessRule(true, 400);

  public final TestCa ward = TestCa.root("Ward CA");
  public final GatewayCredential gateway = ward.gateway();
  public final OwnIdentity own = new OwnIdentity(gateway);
  public final TestCa devices = TestCa.root("Acme Devices");
  public final TestCa masaRoot = TestCa.root("Acme MASA Root");
  public final Identity masa = masaRoot.issues("Acme MASA", Profile.CMS_SIGNER);
  public final Identity pump = devices.idevid(SERIAL);
  public final Instant now = TestCa.now();

  /** The maker, with its MASA at a URL. */
  public Manufacturer acme(Masa its) {
    return new Manufacturer(
        "acme",
        "Acme",
        List.of(devices.certificate()),
        List.of(),
        List.of(),
        List.of(),
        false,
        0,
        IdevidRules.DEFAULT,
        its);
  }

  /** Its MASA. */
  public Masa masaAt(String url) {
    return new Masa(url, List.of(masaRoot.certificate()), List.of());
  }

  public Pledge pledge() {
    return new Pledge(PUMP, SERIAL, pump.certificate(), acme(masaAt("")));
  }

  public InventorySnapshot inventory(Masa its) {
    InventoryEntry entry =
        new InventoryEntry(
            PUMP, "Pump", "pump", "acme", SERIAL, false, List.of(), Optional.empty());
    return new InventorySnapshot(
        1,
        Map.of("acme", acme(its)),
        Map.of(),
        Map.of(PUMP, entry),
        Map.of(new SerialKey("acme", SERIAL), PUMP));
  }

  /** Who the pump is in its session. */
  public PeerIdentity identity() {
    return identity(pump);
  }

  public static PeerIdentity identity(Identity idevid) {
    return new PeerIdentity(
        PeerIdentity.Kind.IDEVID,
        PUMP,
        Certificates.sha256(idevid.certificate()),
        Optional.empty(),
        Optional.of(Certificates.der(idevid.certificate())));
  }

  /** What the pump's voucher must say. */
  public Expected expected() {
    return expected(NoncelessRule.NEVER, now);
  }

  public Expected expected(NoncelessRule rule, Instant at) {
    return new Expected(pledge(), Optional.of(NONCE), own, rule, at);
  }

  /** A right request of the pump. */
  public VoucherWriter request() {
    return VoucherWriter.request()
        .number(1, 2)
        .bytes(7, NONCE)
        .bytes(12, own.key())
        .text(13, SERIAL);
  }

  /** A right voucher for the pump. */
  public VoucherWriter voucher() {
    return VoucherWriter.voucher()
        .number(1, 2)
        .date(2, now)
        .bytes(7, NONCE)
        .bytes(8, Certificates.der(ward.certificate()))
        .text(11, SERIAL);
  }

  /** A right voucher for the pump that has no nonce. */
  public VoucherWriter nonceless() {
    return voucher().without(7).number(1, 0).date(4, now.plus(Duration.ofDays(100)));
  }

  /** As the MASA signs. */
  public Bytes signed(VoucherWriter voucher) {
    return voucher.signed(masa, masaRoot.certificate());
  }
}
