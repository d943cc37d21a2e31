package org.wardgate.integration.ward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** A third party that holds a device's conformity certificate and asks whether it still counts. */
final class ConformityOutside {
  private static final String JWT = "application/jwt";

  private final String device;
  private final Http http;
  private final Path folder;
  private final Path certificate;
  private final Path anchors;
  private String id = "";

  ConformityOutside(DemoWard ward, String device) throws Exception {
    this.device = device;
    this.http = new Http(ward.console());
    this.folder = Files.createTempDirectory("outside");
    this.certificate = folder.resolve("certificate.jwt");
    this.anchors = folder.resolve("anchors.pem");
  }

  /** The certificate is good, and the gateway says that it counts. */
  void holdsWhileTheDeviceIsTrusted() throws Exception {
    assertThat(http.get("/pki/anchors.pem", "*/*", anchors)).isEqualTo(200);
    assertThat(http.get("/conformity/" + device, JWT, certificate)).isEqualTo(200);
    String payload = Files.readString(certificate).split("\\.", -1)[1];
    JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(payload));
    id = claims.path("jti").asText();
    Shell.Result good = verify(status());
    assertThat(good.status()).as(good.output()).isZero();
    assertThat(good.output()).contains(device);
  }

  /** The same certificate, well before its end. */
  void turnedInvalid() throws Exception {
    Path status = status();
    Shell.Result bad = verify(status);
    assertThat(bad.status()).as(bad.output()).isEqualTo(2);
    assertThat(bad.output()).contains("WG-CNF-");
  }

  private Path status() throws Exception {
    Path status = folder.resolve("status.jwt");
    assertThat(http.get("/conformity/status/" + id, JWT, status)).isEqualTo(200);
    return status;
  }

  private Shell.Result verify(Path status) throws Exception {
    List<String> command =
        Shell.wardgate(
            "conformity",
            "verify",
            "--certificate",
            certificate.toString(),
            "--anchors",
            anchors.toString(),
            "--status",
            status.toString(),
            "--device",
            device);
    return Shell.run(command);
  }
}
