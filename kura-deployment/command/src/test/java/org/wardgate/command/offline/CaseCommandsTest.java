package org.wardgate.command.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.cases.CaseWriter;
import org.wardgate.attestation.cases.KeptCase;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.command.gateway.Home;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.Installation;

/** Profiles and cases without a gateway: the right code, one JSON object, the right status. */
class CaseCommandsTest {
  private static final String ID = "c20260301080000-0badcafe";
  private static final String PROFILE =
      """
      {"id":"pump","version":2,"rules":[
        {"id":"r","when":{"fact":"evidence.authentic","equals":true},"set":{"hardware":2},"because":"x"}]}
      """;

  @TempDir Path directory = Path.of("");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Home home() {
    return new Home(new Installation(directory), directory);
  }

  private int run(Verb verb, boolean json, String... words) throws Exception {
    out.reset();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return verb.run(List.of(words), new Terminal(stream, stream, json));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  /** Evidence that was no token, kept as if it had been forged. */
  private static KeptCase kept() {
    return new KeptCase(
        ID,
        Instant.parse("2026-03-01T08:00:00Z"),
        "wardgate 0.1",
        new KeptCase.Subject(true, "infusion-pump", "", "acme", "SN-77"),
        Purpose.RUNTIME,
        new Evidence(Bytes.ofHex("00"), 263, Bytes.ofHex("5e".repeat(32)), new DeviceId("pump-77")),
        false,
        new KeptCase.Knowledge(List.of(), List.of(), Map.of()),
        Optional.empty(),
        Optional.empty(),
        new KeptCase.Result(
            "psa",
            "",
            Tier.CONTRAINDICATED,
            Map.of("instance-identity", 99),
            List.of(),
            Map.of(),
            "",
            Optional.empty()),
        List.of("admitted"));
  }

  private String caseFile() throws IOException {
    Path file = directory.resolve("exported.json");
    Files.write(file, CaseWriter.write(kept()).toArray());
    return file.toString();
  }

  @Test
  void aGoodProfileIsValid() throws Exception {
    String file = file("p.json", PROFILE);
    assertThat(run(new ProfileCheck(), true, file)).isEqualTo(Exit.ACCEPTED);
    assertThat(printed()).contains("\"accepted\":true").contains("\"id\":\"pump\"");
    assertThat(run(new ProfileCheck(), false, file)).isEqualTo(Exit.ACCEPTED);
    assertThat(printed()).startsWith("VALID");
  }

  @Test
  void aBadProfileIsRefusedWithThePathOfTheNode() throws Exception {
    for (String bad : List.of("", "{", "[]", PROFILE.replace("hardware", "magic"))) {
      assertThatThrownBy(() -> run(new ProfileCheck(), true, file("bad.json", bad)))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("WG-PRF-0001")
          .hasMessageContaining("$");
    }
    assertThatThrownBy(() -> run(new ProfileCheck(), true, directory + "/absent"))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void aCaseIsReplayedFromAFile() throws Exception {
    assertThat(run(new ReplayCase(home()), true, caseFile())).isEqualTo(Exit.REFUSED);
    assertThat(printed())
        .contains("\"status\":\"contraindicated\"")
        .contains("\"status\":\"none\"")
        .contains("differences");
    assertThat(run(new ReplayCase(home()), false, caseFile())).isEqualTo(Exit.REFUSED);
    assertThat(printed()).contains("then").contains("now").contains("before     admitted");
  }

  @Test
  void aCaseIsReplayedWithAnotherProfile() throws Exception {
    String profile = file("p.json", PROFILE);
    assertThat(run(new ReplayCase(home()), true, caseFile(), "--profile", profile))
        .isEqualTo(Exit.REFUSED);
    String bad = file("bad.json", "{}");
    assertThatThrownBy(() -> run(new ReplayCase(home()), true, caseFile(), "--profile", bad))
        .hasMessageContaining("WG-PRF-0001");
    assertThatThrownBy(() -> run(new ReplayCase(home()), true, caseFile(), "--references", bad))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void aCaseIsExportedWithoutTheHospitalsNames() throws Exception {
    Path to = directory.resolve("to.json");
    assertThat(run(new ExportCase(home()), true, caseFile(), to.toString(), "--anonymous"))
        .isEqualTo(Exit.ACCEPTED);
    assertThat(Files.readString(to))
        .contains(ID)
        .doesNotContain("pump-77")
        .doesNotContain("SN-77")
        .doesNotContain("admitted");
    assertThat(run(new ReplayCase(home()), true, to.toString())).isEqualTo(Exit.REFUSED);
    assertThat(run(new ExportCase(home()), false, caseFile(), to.toString()))
        .isEqualTo(Exit.ACCEPTED);
    assertThat(Files.readString(to)).contains("pump-77");
  }

  @Test
  void aCaseIsFoundInADataDirectory() throws Exception {
    Path cases = Files.createDirectories(directory.resolve("gateway/data/cases"));
    Files.write(cases.resolve(ID + ".json"), CaseWriter.write(kept()).toArray());
    String instance = directory.resolve("gateway").toString();
    assertThat(run(new ReplayCase(home()), true, ID, "--instance", instance))
        .isEqualTo(Exit.REFUSED);
    assertThat(printed()).contains(ID);
    assertThatThrownBy(
            () ->
                run(
                    new ReplayCase(home()),
                    true,
                    ID.replace("0bad", "0000"),
                    "--instance",
                    instance))
        .hasMessageContaining("WG-PRF-0010");
  }

  @Test
  void whatIsNoCaseIsRefused() throws Exception {
    assertThatThrownBy(() -> run(new ReplayCase(home()), true, file("x", "{}")))
        .hasMessageContaining("WG-PRF-0010");
    assertThatThrownBy(() -> run(new ExportCase(home()), true, file("x", "[]"), "y"))
        .hasMessageContaining("WG-PRF-0010");
    assertThatThrownBy(() -> run(new ExportCase(home()), true, caseFile()))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void aSignedResultNeedsAKeyAndAKnownFormat() {
    EvidenceVerify verify = new EvidenceVerify(Clock.systemUTC());
    assertThatThrownBy(() -> run(verify, true, "--token=x", "--key=y", "--format", "cwt"))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(
            () -> run(verify, true, "--token=x", "--key=y", "--format", "xml", "--sign-key=z"))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(
            () -> run(verify, true, "--token=x", "--key=y", "--format=jwt", "--sign-key=absent"))
        .isInstanceOf(RefusedException.class);
  }
}
