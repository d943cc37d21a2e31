package org.wardgate.emulators.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.cms.AttachedCms;
import org.wardgate.crypto.cms.SealedCms;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.emulators.device.SecureElement;
import org.wardgate.emulators.net.Plan;

class SecureElementKeysTest {
  @Test
  void keysAreDeliveredSealedOnceTheGatewaySaysForWhom(@TempDir Path folder) throws Exception {
    DemoLayout layout = new DemoLayout(folder.resolve("demo"));
    Provisioning.run(
        layout, Plan.namespaces(), Provisioning.DEVICES_USUAL_COUNT, Clock.systemUTC());
    assertThat(SecureElementKeys.deliver(layout)).isFalse();
    KeyPair gateway = EcKeys.generateP256();
    Files.createDirectories(layout.deviceKeysRecipient().getParent());
    PemFiles.writeChain(layout.deviceKeysRecipient(), java.util.List.of(certificate(gateway)));

    assertThat(SecureElementKeys.deliver(layout)).isTrue();
    Bytes sealed = Bytes.of(Files.readAllBytes(layout.deviceKeys()));
    Bytes signed = SealedCms.open(sealed, gateway.getPrivate());
    Bytes list =
        AttachedCms.verify(signed, PemFiles.readChain(layout.inventoryAnchors()), Instant.now())
            .content();
    JsonNode key = new ObjectMapper().readTree(list.toArray()).path("keys").path(0);
    SecureElement element = SecureElement.read(layout.device("oximeter-01"));
    assertThat(key.path("device").asText()).isEqualTo("oximeter-01");
    assertThat(key.path("key").asText()).isEqualTo(element.master().hex());
    assertThat(key.path("kind").asText()).isEqualTo("secure-element");
    assertThat(element).asString().doesNotContain(element.master().hex());
  }

  private static X509Certificate certificate(KeyPair keys) throws Exception {
    return CertificateIssuer.issue(
        Issue.of(
            "gateway",
            keys.getPublic(),
            Instant.parse("2020-01-01T00:00:00Z"),
            Instant.parse("2099-01-01T00:00:00Z"),
            CertificateIssuer.randomSerialNumber(),
            Profile.IDEVID),
        Optional.empty(),
        keys.getPrivate());
  }
}
