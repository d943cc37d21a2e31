package org.wardgate.attestation.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceComponent;
import org.wardgate.attestation.testing.World;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;

/** The JSON form of reference values, as far as tests need it. */
final class JsonReferences {
  private JsonReferences() {}

  static EvidenceVerification.Given read(Path file) {
    try {
      return of(new ObjectMapper().readTree(Files.readString(file)));
    } catch (IOException | CryptoException e) {
      throw new AssertionError(e);
    }
  }

  private static EvidenceVerification.Given of(JsonNode root) throws CryptoException {
    World world = new World();
    ReferenceComponent[] components = new ReferenceComponent[root.path("components").size()];
    int at = 0;
    for (JsonNode component : root.path("components")) {
      Set<Bytes> values = new HashSet<>();
      component.path("values").forEach(value -> values.add(Bytes.ofHex(value.asText())));
      components[at++] =
          World.component(
              component.path("type").asText(),
              Optional.of(Bytes.ofHex(component.path("signerId").asText())),
              values.toArray(new Bytes[0]));
    }
    String classId = "impl:" + root.path("implementationId").asText();
    world.released(classId, components);
    for (JsonNode attester : root.path("attesters")) {
      world.attesterOf(
          Bytes.ofHex(attester.path("ueid").asText()),
          "acme",
          "SN-1",
          PublicKeys.ofPem(attester.path("publicKeyPem").asText()),
          classId);
    }
    return new EvidenceVerification.Given(world, root.has("attesters"));
  }
}
