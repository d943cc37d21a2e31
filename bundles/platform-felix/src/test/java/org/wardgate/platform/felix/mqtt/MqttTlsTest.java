package org.wardgate.platform.felix.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.crypto.x509.SubjectAltName;

@Timeout(30)
class MqttTlsTest {
  @TempDir Path directory = Path.of("");

  @BeforeEach
  void makeCertificates() throws Exception {
    KeyPair ca = EcKeys.generateP256();
    X509Certificate caCertificate = authority(ca);
    KeyPair server = EcKeys.generateP256();
    Issue issue =
        Issue.of(
                "broker",
                server.getPublic(),
                Instant.EPOCH,
                Issue.NO_EXPIRY,
                BigInteger.TWO,
                Profile.TLS_SERVER)
            .withSans(List.of(SubjectAltName.ip("127.0.0.1")));
    X509Certificate certificate =
        CertificateIssuer.issue(issue, Optional.of(caCertificate), ca.getPrivate());
    Files.writeString(directory.resolve("ca.pem"), Certificates.toPem(List.of(caCertificate)));
    Files.writeString(directory.resolve("server.pem"), Certificates.toPem(List.of(certificate)));
    Files.writeString(
        directory.resolve("server.key"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(server.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
    Files.writeString(
        directory.resolve("other.pem"),
        Certificates.toPem(List.of(authority(EcKeys.generateP256()))));
  }

  private static X509Certificate authority(KeyPair pair) throws Exception {
    return CertificateIssuer.issue(
        Issue.of(
            "broker CA",
            pair.getPublic(),
            Instant.EPOCH,
            Issue.NO_EXPIRY,
            BigInteger.ONE,
            Profile.CA),
        Optional.empty(),
        pair.getPrivate());
  }

  private MosquittoBroker broker() throws Exception {
    return MosquittoBroker.start(
        directory,
        "certfile " + directory.resolve("server.pem"),
        "keyfile " + directory.resolve("server.key"));
  }

  private MqttConnection connect(
      int port, String host, String caFile, CountDownLatch accepted, CountDownLatch ended)
      throws Exception {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setSocketFactory(BrokerTrust.socketFactory(directory.resolve(caFile)));
    MqttConnection connection =
        new MqttConnection(
            "ssl://" + host + ":" + port,
            "gateway",
            (topic, message) -> {},
            reason -> ended.countDown());
    connection.open(options, accepted::countDown);
    return connection;
  }

  @Test
  void aBrokerTheFileVouchesForIsAccepted() throws Exception {
    try (MosquittoBroker broker = broker()) {
      CountDownLatch accepted = new CountDownLatch(1);
      MqttConnection connection =
          connect(broker.port(), "127.0.0.1", "ca.pem", accepted, new CountDownLatch(1));
      assertThat(accepted.await(60, TimeUnit.SECONDS)).isTrue();
      connection.publish("t", new byte[] {1}).get(60, TimeUnit.SECONDS);
      connection.close();
    }
  }

  @Test
  void aBrokerOfAnotherAuthorityIsNot() throws Exception {
    try (MosquittoBroker broker = broker()) {
      CountDownLatch ended = new CountDownLatch(1);
      MqttConnection connection =
          connect(broker.port(), "127.0.0.1", "other.pem", new CountDownLatch(1), ended);
      assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(connection.connected()).isFalse();
      connection.close();
    }
  }

  @Test
  void aBrokerOfAnotherNameIsNot() throws Exception {
    try (MosquittoBroker broker = broker()) {
      CountDownLatch ended = new CountDownLatch(1);
      MqttConnection connection =
          connect(broker.port(), "localhost", "ca.pem", new CountDownLatch(1), ended);
      assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
      connection.close();
    }
  }

  @Test
  void filesWithoutCertificatesAreRefused() throws Exception {
    Path empty = Files.writeString(directory.resolve("empty.pem"), "");
    Path garbage = Files.writeString(directory.resolve("garbage.pem"), "no certificate");
    Path absent = directory.resolve("absent.pem");
    for (Path file : List.of(empty, garbage, absent)) {
      assertThatThrownBy(() -> BrokerTrust.socketFactory(file))
          .hasMessageContaining("WG-PLAT-0004");
    }
  }
}
