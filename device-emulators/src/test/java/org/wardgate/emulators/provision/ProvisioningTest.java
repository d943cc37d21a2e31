package org.wardgate.emulators.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Usage;
import org.wardgate.emulators.device.Behaviour;
import org.wardgate.emulators.device.DeviceKeys;
import org.wardgate.emulators.device.WardConfig;
import org.wardgate.emulators.net.LoopbackTopology;
import org.wardgate.emulators.net.Plan;
import org.wardgate.emulators.net.Programs;
import org.wardgate.emulators.world.WorldConfig;
import org.wardgate.references.offline.ReferenceFile;

/** Everything made is checked with OpenSSL, which nobody here wrote. */
class ProvisioningTest {
  private static Path folder = Path.of("unset");
  private static DemoLayout layout = new DemoLayout(Path.of("unset"));
  private static List<Resident> residents = List.of();

  @BeforeAll
  static void provision(@TempDir Path temporary) throws IOException {
    folder = temporary;
    layout = new DemoLayout(folder.resolve("demo"));
    residents =
        Provisioning.run(
            layout, Plan.namespaces(), Provisioning.DEVICES_USUAL_COUNT, Clock.systemUTC());
  }

  @Test
  void theWardHasGoodAndHostileDevices() {
    assertThat(residents).hasSize(13);
    assertThat(residents)
        .extracting(Resident::behaviour)
        .contains(
            Behaviour.GOOD,
            Behaviour.FORGED_IDENTITY,
            Behaviour.TAMPERED_FIRMWARE,
            Behaviour.REPLAYED_EVIDENCE,
            Behaviour.NEIGHBOUR_SCAN,
            Behaviour.FIRMWARE_DRIFT)
        .doesNotContain(Behaviour.CLONED_IDENTITY);
    assertThat(residents).extracting(Resident::gatewayId).doesNotHaveDuplicates();
    assertThat(residents)
        .filteredOn(resident -> resident.behaviour() == Behaviour.FORGED_IDENTITY)
        .allSatisfy(forger -> assertThat(forger.gatewayId()).startsWith("unknown-"));
  }

  @Test
  void aCopyHasTheOriginalsIdentityAndIsInNoInventory(@TempDir Path other) throws IOException {
    DemoLayout copied = new DemoLayout(other.resolve("demo"));
    List<Resident> all =
        Provisioning.run(copied, Plan.namespaces(), 11, true, 0, Clock.systemUTC());
    assertThat(all).hasSize(11);
    Resident clone = all.get(10);
    assertThat(clone.behaviour()).isEqualTo(Behaviour.CLONED_IDENTITY);
    assertThat(clone.gatewayId()).isEqualTo("pump-02");
    assertThat(copied.device("clone-01").resolve(DeviceKeys.IDEVID_FILE))
        .hasSameBinaryContentAs(copied.device("pump-02").resolve(DeviceKeys.IDEVID_FILE));
    assertThat(copied.inventory()).content().doesNotContain("clone-01");
  }

  @Test
  void genuineIdentitiesVerifyAndTheForgedOneDoesNot() throws IOException {
    JsonNode makers = inventory().path("manufacturers");
    assertThat(makers).hasSize(2);
    Path anchors = folder.resolve("all-makers.pem");
    Path intermediates = folder.resolve("all-sub-cas.pem");
    for (JsonNode maker : makers) {
      append(anchors, maker.path("idevidAnchors").get(0).asText());
      append(intermediates, maker.path("idevidIntermediates").get(0).asText());
    }
    for (Resident resident : residents) {
      if (resident.deviceClass().equals(Model.OXIMETER.deviceClass())) {
        continue; // it has a key and no certificate
      }
      Path leaf = layout.device(resident.id()).resolve(DeviceKeys.IDEVID_FILE);
      List<String> command =
          List.of(
              "openssl",
              "verify",
              "-x509_strict",
              "-CAfile",
              anchors.toString(),
              "-untrusted",
              intermediates.toString(),
              leaf.toString());
      if (resident.behaviour() == Behaviour.FORGED_IDENTITY) {
        assertThatThrownBy(() -> Programs.run(command)).isInstanceOf(IOException.class);
      } else {
        assertThat(Programs.run(command)).contains("OK");
      }
    }
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(
        file,
        text,
        java.nio.file.StandardOpenOption.CREATE,
        java.nio.file.StandardOpenOption.APPEND);
  }

  @Test
  void anIdentitySaysWhoWhatAndForever() throws IOException {
    X509Certificate idevid = idevid("pump-01");
    assertThat(Certificates.subjectAttribute(idevid, Attribute.SERIAL_NUMBER))
        .hasValue("NP-200-PUMP-01");
    assertThat(Certificates.mudUrl(idevid)).hasValue("https://mud.norvik.example/np-200.json");
    assertThat(Certificates.hardwareModuleName(idevid)).isPresent();
    String text =
        Programs.run(
            List.of(
                "openssl",
                "x509",
                "-noout",
                "-enddate",
                "-text",
                "-in",
                layout.device("pump-01").resolve(DeviceKeys.IDEVID_FILE).toString()));
    assertThat(text).contains("Dec 31 23:59:59 9999").contains("1.3.6.1.5.5.7.1.25");
  }

  @Test
  void theForgerClaimsTheSerialOfARealDevice() throws IOException {
    assertThat(Certificates.subjectAttribute(idevid("forged-01"), Attribute.SERIAL_NUMBER))
        .isEqualTo(Certificates.subjectAttribute(idevid("pump-01"), Attribute.SERIAL_NUMBER));
  }

  private static X509Certificate idevid(String device) throws IOException {
    return PemFiles.readChain(layout.device(device).resolve(DeviceKeys.IDEVID_FILE)).get(0);
  }

  @Test
  void theInventoryIsSignedAndNamesEveryGenuineDevice() throws IOException {
    cmsVerify(layout.inventory(), layout.inventorySignature(), layout.inventoryAnchors());
    assertThat(inventory().path("devices")).hasSize(12);
    for (JsonNode device : inventory().path("devices")) {
      boolean ventilator = device.path("class").asText().equals("ventilator");
      assertThat(device.path("lifeSupport").asBoolean()).isEqualTo(ventilator);
      assertThat(device.has("therapyFloor")).isEqualTo(ventilator);
    }
  }

  @Test
  void aChangedInventoryDoesNotVerify() throws IOException {
    Path changed = folder.resolve("changed.json");
    Files.writeString(changed, Files.readString(layout.inventory()).replace("pump-03", "pump-99"));
    assertThatThrownBy(
            () -> cmsVerify(changed, layout.inventorySignature(), layout.inventoryAnchors()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void mudFilesAreSignedByTheirMakers() throws IOException {
    for (Model model : Model.values()) {
      Path host = layout.web().resolve("mud." + model.makerId() + ".example");
      cmsVerify(
          host.resolve(model.modelName() + ".json"),
          host.resolve(model.modelName() + ".p7s"),
          makerRoot(model.makerId()));
    }
  }

  @Test
  void aMakersSignatureIsNotAnothers() throws IOException {
    Path host = layout.web().resolve("mud.norvik.example");
    Path stranger = makerRoot("sanara");
    assertThatThrownBy(
            () -> cmsVerify(host.resolve("np-200.json"), host.resolve("np-200.p7s"), stranger))
        .isInstanceOf(IOException.class);
  }

  @Test
  void referenceValuesAreSignedAndEndorseEveryGenuineDevice() throws Exception {
    int endorsed = 0;
    for (Model model : Model.values()) {
      Path file = layout.references().resolve(model.modelName() + ".corim");
      if (model == Model.BED_SCALE) {
        assertThat(file).doesNotExist();
        continue;
      }
      ReferenceFile read = ReferenceFile.read(Bytes.of(Files.readAllBytes(file)));
      List<X509Certificate> chain = read.signerFirst();
      ChainValidator.validate(
          chain.subList(0, 1),
          chain,
          PemFiles.readChain(makerRoot(model.makerId())),
          Instant.now(),
          Usage.SIGNING);
      assertThat(read.vendors()).hasSize(1);
      endorsed += read.set().attesters().count();
    }
    assertThat(endorsed).isEqualTo(10);
  }

  @Test
  void theMakersServerHasACertificateForItsNames() throws IOException {
    for (String host : List.of("mud.norvik.example", "mud.sanara.example")) {
      Programs.run(
          List.of(
              "openssl",
              "verify",
              "-purpose",
              "sslserver",
              "-verify_hostname",
              host,
              "-CAfile",
              layout.webAnchors().toString(),
              layout.webCertificate().toString()));
    }
  }

  @Test
  void keysAreForTheirOwnerAlone() throws IOException {
    try (var files = Files.walk(layout.root())) {
      for (Path key : files.filter(file -> file.toString().endsWith(".key")).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void configurationsCanBeReadBack() throws IOException {
    WardConfig ward = JsonFiles.read(layout.wardConfig(), WardConfig.class);
    assertThat(ward.devices()).hasSize(13);
    assertThat(ward.devices())
        .filteredOn(device -> device.behaviour().hostile())
        .allSatisfy(device -> assertThat(device.targets()).doesNotContain(device.address()));
    assertThat(JsonFiles.read(layout.worldConfig(), WorldConfig.class).names()).hasSize(2);
    assertThat(JsonFiles.read(layout.roster(), Resident.All.class).residents())
        .isEqualTo(residents);
  }

  @Test
  void theInstanceSaysWhereEverythingIs() throws IOException {
    DemoLayout other = new DemoLayout(folder.resolve("other"));
    Provisioning.writeInstance(other, new LoopbackTopology());
    JsonNode instance = JsonFiles.read(other.instance(), JsonNode.class);
    assertThat(instance.has("netns")).isFalse();
    assertThat(
            instance
                .path("configurations")
                .path("org.wardgate.transport.coap")
                .path("bindAddress")
                .asText())
        .isEqualTo("127.77.0.1");
  }

  @Test
  void aWardHasLimits() {
    for (int count : List.of(0, 9, Plan.DEVICES_MAX_COUNT + 1)) {
      assertThatThrownBy(() -> Roster.of(count, true, false))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Roster.of(Plan.DEVICES_MAX_COUNT, true, false))
        .extracting(Roster.Member::id)
        .doesNotHaveDuplicates()
        .hasSize(Plan.DEVICES_MAX_COUNT);
  }

  @Test
  void whereNobodyWatchesNobodyScans() {
    assertThat(Roster.of(10, false, false))
        .hasSize(10)
        .extracting(Roster.Member::behaviour)
        .doesNotContain(Behaviour.NEIGHBOUR_SCAN);
  }

  private static JsonNode inventory() throws IOException {
    return JsonFiles.read(layout.inventory(), JsonNode.class);
  }

  private static Path makerRoot(String id) throws IOException {
    for (JsonNode maker : inventory().path("manufacturers")) {
      if (maker.path("id").asText().equals(id)) {
        return Files.writeString(
            folder.resolve(id + ".pem"), maker.path("mudSigners").get(0).asText());
      }
    }
    throw new IOException("no maker " + id);
  }

  private static void cmsVerify(Path content, Path signature, Path anchors) throws IOException {
    Programs.run(
        List.of(
            "openssl",
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-purpose",
            "any",
            "-content",
            content.toString(),
            "-in",
            signature.toString(),
            "-CAfile",
            anchors.toString(),
            "-out",
            "/dev/null"));
  }
}
