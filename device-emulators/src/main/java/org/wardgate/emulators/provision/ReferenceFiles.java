package org.wardgate.emulators.provision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.security.PublicKey;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.emulators.device.Behaviour;
import org.wardgate.emulators.device.Firmware;
import org.wardgate.references.offline.CorimWriter;
import org.wardgate.references.offline.JsonFormReader;

/**
 * Writes a maker's reference values and endorsements, one signed CoRIM per model, and beside the
 * signers' keys the text it was made from, so that others can be made to try.
 */
final class ReferenceFiles {
  private static final int VERSION = 1;

  private final ObjectMapper mapper = new ObjectMapper();
  private final DemoLayout layout;

  ReferenceFiles(DemoLayout layout) {
    this.layout = layout;
  }

  /** Writes the files of a model. */
  void write(Model model, Maker maker, List<Factory.Made> made) throws IOException {
    byte[] text = JsonFiles.bytes(content(model, maker, made));
    Files.write(layout.signers().resolve(model.modelName() + ".json"), text);
    Credential signer = maker.referenceSigner();
    try {
      Bytes corim =
          CorimWriter.signed(JsonFormReader.read(Bytes.of(text)), signer.key(), signer.chain());
      Files.write(layout.references().resolve(model.modelName() + ".corim"), corim.toArray());
    } catch (RefusedException e) {
      throw new IOException("reference values of " + model.modelName() + ": " + e.getMessage(), e);
    }
  }

  private ObjectNode content(Model model, Maker maker, List<Factory.Made> made) {
    Firmware firmware = Factory.released(model);
    ObjectNode file = mapper.createObjectNode();
    file.put("id", model.modelName());
    file.put("version", VERSION);
    file.put("vendor", maker.name());
    file.put("model", model.modelName());
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
    entry.put("serial", Factory.serial(device.member()));
    entry.put("publicKeyPem", PublicKeys.toPem(key));
  }

  private static void component(ObjectNode entry, Firmware.Component component) {
    entry.put("type", component.type());
    entry.put("signerId", component.signerIdHex());
    entry.putArray("values").add(component.measurementHex());
    entry.put("version", component.version());
  }
}
