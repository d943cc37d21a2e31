package org.wardgate.integration.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** Signs inventories: what the makers' provisioning wrote, with what a test changes. */
final class Hospital {
  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2099-01-01T00:00:00Z");
  private static final int CHALLENGE_PERIOD_SECONDS = 3_600;

  private final KeyPair rootKeys = EcKeys.generateP256();
  private final KeyPair signerKeys = EcKeys.generateP256();
  private final X509Certificate root;
  private final X509Certificate signer;
  private final ObjectNode inventory;

  Hospital(Makers makers) throws IOException, CryptoException {
    root =
        CertificateIssuer.issue(
            issue("Hospital", rootKeys, Profile.CA), Optional.empty(), rootKeys.getPrivate());
    signer =
        CertificateIssuer.issue(
            issue("Inventory", signerKeys, Profile.CMS_SIGNER),
            Optional.of(root),
            rootKeys.getPrivate());
    inventory = (ObjectNode) new ObjectMapper().readTree(makers.layout().inventory().toFile());
    for (JsonNode entry : inventory.path("classes")) {
      ObjectNode deviceClass = (ObjectNode) entry;
      // clients that are gone after each request answer no challenges
      deviceClass.put("challengePeriodSeconds", CHALLENGE_PERIOD_SECONDS);
      if (deviceClass.path("name").asText().equals("thermometer")) {
        deviceClass.put("serverKeysAllowed", true);
      }
    }
  }

  private static Issue issue(String name, KeyPair keys, Profile profile) {
    return Issue.of(
        name, keys.getPublic(), FROM, UNTIL, CertificateIssuer.randomSerialNumber(), profile);
  }

  /** Names another gateway whose handovers count, and its roots. */
  ObjectNode with(Map<String, String> anchorsPemByGateway) {
    ObjectNode changed = inventory.deepCopy();
    var gateways = changed.putArray("peerGateways");
    anchorsPemByGateway.forEach(
        (id, pem) -> gateways.addObject().put("id", id).putArray("anchors").add(pem));
    return changed;
  }

  ObjectNode plain() {
    return inventory.deepCopy();
  }

  /** Signs an inventory and puts it where a gateway reads it; each is newer than the one before. */
  void issue(ObjectNode content, Path folder) throws IOException {
    Files.createDirectories(folder);
    content.put("version", System.currentTimeMillis());
    content.put("issuedAt", Instant.now().toString());
    byte[] list = new ObjectMapper().writeValueAsBytes(content);
    Bytes signature =
        DetachedCms.sign(Bytes.of(list), signerKeys.getPrivate(), List.of(signer), Instant.now());
    put(
        folder.resolve("anchors.pem"),
        Certificates.toPem(List.of(root)).getBytes(StandardCharsets.US_ASCII));
    put(folder.resolve("inventory.json.p7s"), signature.toArray());
    put(folder.resolve("inventory.json"), list);
  }

  private static void put(Path file, byte[] content) throws IOException {
    Path next = Files.write(file.resolveSibling(file.getFileName() + ".next"), content);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
