package org.wardgate.integration.benchmarks.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.references.offline.CorimWriter;
import org.wardgate.references.offline.JsonForm;
import org.wardgate.references.offline.ReferenceFile;
import org.wardgate.references.set.ReferenceIndex;
import org.wardgate.references.set.ReferenceSet;

/** What the fleet's maker and others say, written as CoRIM, read back and indexed. */
final class FleetReferences {
  private static final int DEVICES_PER_FILE = 20_000;
  private static final int CLASS_HEX_CHARS = 64;

  private final List<ReferenceSet> sets = new ArrayList<>();

  /** Those of a fleet. */
  FleetReferences(Fleet fleet) throws RefusedException {
    add(
        "fleet",
        FleetDevice.IMPLEMENTATION.hex(),
        fleet.devices().stream()
            .map(
                device ->
                    new JsonForm.Device(
                        device.instanceId(),
                        device.serial(),
                        PublicKeys.toPem(device.keys().getPublic())))
            .toList());
  }

  /**
   * Makes it more: other devices of other models.
   *
   * @param valuesCount at least so many values in all
   * @param keys whose keys the other devices have; what is looked up is their identity
   */
  FleetReferences upTo(int valuesCount, Fleet keys) throws RefusedException {
    List<String> pems =
        keys.devices().stream().map(device -> PublicKeys.toPem(device.keys().getPublic())).toList();
    for (int file = 0; index().valuesCount() < valuesCount; file++) {
      List<JsonForm.Device> devices = new ArrayList<>();
      for (int i = 0; i < DEVICES_PER_FILE; i++) {
        String serial = "OTHER-" + file + "-" + i;
        Bytes instance = FleetDevice.instanceId(FleetDevice.digest(serial));
        devices.add(new JsonForm.Device(instance, serial, pems.get(i % pems.size())));
      }
      add("other-" + file, FleetDevice.digest("model " + file).hex(), devices);
    }
    return this;
  }

  private void add(String id, String implementationHex, List<JsonForm.Device> devices)
      throws RefusedException {
    if (implementationHex.length() != CLASS_HEX_CHARS) {
      throw new IllegalArgumentException(implementationHex);
    }
    JsonForm form =
        new JsonForm(
            id,
            1,
            FleetDevice.VENDOR,
            id,
            "impl:" + implementationHex,
            devices,
            FleetDevice.COMPONENTS.stream().map(FleetReferences::image).toList(),
            Map.of("access-control", true, "isolation", true, "secure-ota", true),
            "",
            List.of(),
            Optional.empty(),
            Optional.empty());
    sets.add(ReferenceFile.read(CorimWriter.unsigned(form)).set());
  }

  private static JsonForm.Image image(String name) {
    return new JsonForm.Image(
        name,
        Optional.of(FleetDevice.SIGNER),
        List.of(FleetDevice.released(name)),
        "2.4.1",
        OptionalLong.empty(),
        true);
  }

  /** Ready to be looked up. */
  References index() throws RefusedException {
    return ReferenceIndex.of(sets);
  }
}
