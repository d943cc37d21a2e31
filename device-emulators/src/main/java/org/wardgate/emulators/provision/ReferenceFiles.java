package org.wardgate.emulators.provision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.emulators.device.Behaviour;
import org.wardgate.emulators.device.Firmware;

/** Writes a maker's signed reference values and endorsements, one file per model. */
final class ReferenceFiles {
  private static final int VERSION = 1;

  private final ObjectMapper mapper = new ObjectMapper();
  private final DemoLayout layout;
  private final Instant now;

  ReferenceFiles(DemoLayout layout, Instant now) {
    this.layout = layout;
    this.now = now;
  }

  /** Writes the file and the signature of a model. */
  void write(Model model, Maker maker, List<Factory.Made> made) throws IOException {
    Bytes content = Bytes.of(JsonFiles.bytes(content(model, made)));
    String name = model.modelName() + ".json";
    Files.write(layout.references().resolve(name), content.toArray());
    Path signature = layout.references().resolve(name + ".p7s");
    Files.write(signature, maker.referenceSigner().sign(content, now).toArray());
  }

  private ObjectNode content(Model model, List<Factory.Made> made) {
    Firmware firmware = Factory.released(model);
    ObjectNode file = mapper.createObjectNode();
    file.put("id", model.modelName());
    file.put("version", VERSION);
    file.put("manufacturer", model.makerId());
    file.put("implementationId", firmware.implementationIdHex());
    ArrayNode attesters = file.putArray("attesters");
    made.stream()
        .filter(device -> device.member().model() == model)
        .filter(device -> device.member().behaviour() != Behaviour.FORGED_IDENTITY)
        .filter(device -> device.member().behaviour() != Behaviour.CLONED_IDENTITY)
        .forEach(
            device ->
                device
                    .attestationKey()
                    .ifPresent(key -> attester(attesters.addObject(), device, key)));
    ArrayNode components = file.putArray("components");
    firmware.components().forEach(component -> component(components.addObject(), component));
    // what the maker vouches for besides what is measured
    file.putObject("controls")
        .put("access-control", true)
        .put("isolation", true)
        .put("secure-ota", true);
    return file;
  }

  private static void attester(ObjectNode entry, Factory.Made device, PublicKey key) {
    entry.put("ueid", device.instanceId().hex());
    entry.put("device", device.member().id());
    entry.put("publicKeyPem", PublicKeys.toPem(key));
  }

  private static void component(ObjectNode entry, Firmware.Component component) {
    entry.put("type", component.type());
    entry.put("signerId", component.signerIdHex());
    entry.putArray("values").add(component.measurementHex());
    entry.put("version", component.version());
  }
}
