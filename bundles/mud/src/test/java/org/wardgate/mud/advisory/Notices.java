package org.wardgate.mud.advisory;

import static org.wardgate.mud.testing.MudJson.map;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.wardgate.api.Bytes;
import org.wardgate.api.inventory.AdvisoryAuthority;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.MudServices;
import org.wardgate.mud.testing.MudJson;
import org.wardgate.mud.testing.Signers;

/** Two manufacturers, a CERT that may speak for one of them, and what they issue. */
final class Notices {
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  static final Instant EXPIRY = NOW.plus(Duration.ofDays(30));
  static final String PUMP = "https://mud.acme.example/pump.json";
  static final String SCANNER = "https://mud.scans.example:8443/ct";

  final Signers acme = new Signers("Acme release", NOW);
  final Signers scans = new Signers("Scans release", NOW);
  final Signers cert = new Signers("CERT", NOW);

  InventorySnapshot inventory() {
    return new InventorySnapshot(
        1,
        Map.of(
            "acme", manufacturer("acme", acme, "mud.acme.example"),
            "scans", manufacturer("scans", scans, "mud.scans.example:8443")),
        Map.of(),
        Map.of(),
        Map.of(),
        MudServices.NONE,
        Map.of(
            "cert",
            new AdvisoryAuthority(
                "cert", "The CERT", List.of(cert.anchor()), java.util.Set.of("acme"))));
  }

  private static Manufacturer manufacturer(String id, Signers signers, String authority) {
    return new Manufacturer(
        id, id, List.of(), List.of(), List.of(signers.anchor()), List.of(authority));
  }

  /** An advisory of acme about its pump, changed as a test wants. */
  static Bytes advisory(Consumer<Map<String, Object>> change) {
    Map<String, Object> advisory =
        map(
            "id",
            "ADV-2026-001",
            "version",
            1,
            "issued-at",
            NOW.toString(),
            "expires-at",
            EXPIRY.toString(),
            "issuer",
            "acme",
            "affected",
            List.of(affected("acme", PUMP)),
            "response",
            "quarantine",
            "summary",
            "The radio can be taken over",
            "references",
            List.of("CVE-2026-0001"),
            "withdrawn",
            false);
    change.accept(advisory);
    return MudJson.bytes(map("wardgate-threat-mud:advisory", advisory));
  }

  static Bytes advisory() {
    return advisory(notice -> {});
  }

  static Bytes version(long version) {
    return advisory(notice -> notice.put("version", version));
  }

  static Map<String, Object> affected(String manufacturer, String url, String... firmwareRevs) {
    return map("manufacturer", manufacturer, "mud-url", url, "firmware-rev", List.of(firmwareRevs));
  }
}
