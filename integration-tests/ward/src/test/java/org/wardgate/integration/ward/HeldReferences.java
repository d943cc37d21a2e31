package org.wardgate.integration.ward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A maker withdraws the firmware that all its pumps run: too many to lose at one file's word. */
final class HeldReferences {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 120;

  private final DemoWard ward;
  private final Path signers = Shell.HOME.resolve("demo/signers");

  HeldReferences(DemoWard ward) {
    this.ward = ward;
  }

  /** Nothing changes for the pumps until a second person approved it. */
  void waitForTwoPeople() throws Exception {
    good("corim", "apply", newVersion().toString());
    Wait.until(PATIENCE_SECONDS, () -> "the change to be held", () -> !changes().isEmpty());
    JsonNode change = changes().path(0);
    assertThat(change.path("worsened").size()).isGreaterThan(3);
    assertThat(ward.states().get("pump-01")).isEqualTo("ADMITTED");
    approve(change, operator("ada"));
    assertThat(changes().size()).isEqualTo(1);
    assertThat(ward.states().get("pump-01")).isEqualTo("ADMITTED");
    approve(change, operator("grace"));
    Wait.until(
        PATIENCE_SECONDS,
        () -> "pump-01 to lose its trust: " + ward.lastStates(),
        () -> "QUARANTINED".equals(ward.states().get("pump-01")));
    assertThat(Shell.run(Shell.wardgate("explain", "pump-01")).output())
        .contains("norvik/np-200 v2");
    assertThat(ward.states().get("monitor-01")).isEqualTo("ADMITTED");
  }

  /** Version 2 without what is in use. */
  private Path newVersion() throws Exception {
    ObjectNode form = (ObjectNode) JSON.readTree(signers.resolve("np-200.json").toFile());
    form.put("version", 2);
    for (JsonNode component : form.path("components")) {
      if (component.path("type").asText().equals("ARoT")) {
        ((ObjectNode) component).putArray("values").add("ab".repeat(32));
        ((ObjectNode) component).put("version", "2.5.0");
      }
    }
    Path folder = Files.createTempDirectory("release");
    Path text = Files.write(folder.resolve("np-200.json"), JSON.writeValueAsBytes(form));
    Path corim = folder.resolve("np-200.corim");
    good(
        "corim",
        "create",
        "--from",
        text.toString(),
        "--key",
        signers.resolve("norvik-references.key").toString(),
        "--certificate",
        signers.resolve("norvik-references.pem").toString(),
        "--out",
        corim.toString());
    return corim;
  }

  private static JsonNode changes() throws Exception {
    return JSON.readTree(good("change", "list").output()).path("changes");
  }

  /** A named person; the token's file. */
  private static Path operator(String name) throws Exception {
    return Path.of(
        JSON.readTree(good("operator", "add", name).output()).path("tokenFile").asText());
  }

  private static void approve(JsonNode change, Path token) throws Exception {
    good(
        "change",
        "approve",
        change.path("id").asText(),
        "--version",
        change.path("version").asText(),
        "--sha256",
        change.path("sha256").asText(),
        "--reason",
        "the release notes were read",
        "--token",
        token.toString());
  }

  private static Shell.Result good(String... words) throws Exception {
    List<String> command = Shell.wardgate(words);
    command.add("--json");
    Shell.Result result = Shell.run(command);
    assertThat(result.status()).as("%s: %s", List.of(words), result.output()).isZero();
    return result;
  }
}
