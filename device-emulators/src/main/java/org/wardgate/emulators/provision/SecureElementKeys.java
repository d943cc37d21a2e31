package org.wardgate.emulators.provision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.CmsSealer;

/**
 * Brings the keys of secure elements to the gateway, as docs/shared-keys.md says: signed by the
 * hospital, sealed for the gateway, which says for which key once it runs.
 */
public final class SecureElementKeys {
  private SecureElementKeys() {}

  /** Writes the signed list. */
  static void write(DemoLayout layout, List<Factory.Made> made, Credential hospital, Instant now)
      throws IOException {
    ObjectNode list = new ObjectMapper().createObjectNode().put("version", 1);
    ArrayNode keys = list.putArray("keys");
    made.stream()
        .flatMap(device -> device.element().stream())
        .forEach(
            element ->
                keys.addObject()
                    .put("device", element.identity())
                    .put("identity", element.identity())
                    .put("key", element.master().hex())
                    .put("kind", "secure-element"));
    if (!keys.isEmpty()) {
      Bytes signed = hospital.signWhole(Bytes.of(JsonFiles.bytes(list)), now);
      PemFiles.writeSecret(layout.signedDeviceKeys(), signed.toArray());
    }
  }

  /**
   * Seals the list for the gateway, if there is one and the gateway said for which key.
   *
   * @return whether there is nothing left to deliver
   */
  public static boolean deliver(DemoLayout layout) throws IOException {
    if (!Files.exists(layout.signedDeviceKeys()) || Files.exists(layout.deviceKeys())) {
      return true;
    }
    if (!Files.exists(layout.deviceKeysRecipient())) {
      return false;
    }
    X509Certificate recipient = PemFiles.readChain(layout.deviceKeysRecipient()).get(0);
    Bytes signed = Bytes.of(Files.readAllBytes(layout.signedDeviceKeys()));
    try {
      Path next = layout.deviceKeys().resolveSibling("device-keys.next");
      Files.write(next, CmsSealer.seal(signed, recipient).toArray());
      Files.move(next, layout.deviceKeys());
    } catch (CryptoException e) {
      throw new IOException("the gateway's certificate for device keys cannot be used", e);
    }
    return true;
  }
}
