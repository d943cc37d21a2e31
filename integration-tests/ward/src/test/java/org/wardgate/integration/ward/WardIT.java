package org.wardgate.integration.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * One life of a ward: it settles, its rules are flushed under traffic, its gateway is killed and
 * comes back, it ends cleanly, and what it wrote down can be audited but not changed.
 */
class WardIT {
  private static final int DEMO_SECONDS = 170;
  private static final String GATEWAY = "wardgate-gw";
  private static final String WARD = "wardgate-ward";
  private static final String OUTSIDE = "wardgate-net";

  @Test
  void livesThroughFlushAndKillAndIsAuditable() throws Exception {
    boolean root = "root".equals(System.getProperty("user.name"));
    assumeTrue(root || "true".equals(System.getenv("CI")), "needs root for network namespaces");
    try (DemoWard ward = DemoWard.start(DEMO_SECONDS)) {
      Wait.until(110, ward::said, ward::settled);
      Map<String, String> before = ward.states();
      flushUnderTraffic();
      killAndComeBack(ward, before);
      new ThreatAdvisory(ward).comesAndGoes();
      assertThat(ward.await(DEMO_SECONDS + 60)).as(ward::said).isZero();
      JsonNode summary = ward.summary();
      assertThat(summary.path("journal").path("verified").asBoolean()).isTrue();
      assertThat(summary.path("cloud").path("pending").asLong()).isZero();
      assertThat(Shell.run("ip", "netns", "list").output()).doesNotContain(GATEWAY);
      audit(ward.data().resolve("journal"));
    }
  }

  /** A quarantined device's address sends all the while; none of it may reach the outside. */
  private static void flushUnderTraffic() throws Exception {
    Path capture = Files.createTempFile("capture", ".txt");
    String sender =
        "import socket,time\n"
            + "end=time.time()+8\n"
            + "s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\n"
            + "s.bind(('"
            + quarantinedAddress()
            + "',0))\n"
            + "n=0\n"
            + "while time.time()<end:\n"
            + "  s.sendto(b'x',('203.0.113.20',443)); n+=1; time.sleep(0.002)\n"
            + "print(n)\n";
    Process tcpdump =
        new ProcessBuilder(
                "ip",
                "netns",
                "exec",
                OUTSIDE,
                "tcpdump",
                "-l",
                "-n",
                "-i",
                "any",
                "src",
                "host",
                quarantinedAddress())
            .redirectOutput(capture.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Process sends =
        new ProcessBuilder("ip", "netns", "exec", WARD, "python3", "-c", sender)
            .redirectErrorStream(true)
            .start();
    for (int i = 0; i < 4; i++) {
      assertThat(Shell.run("ip", "netns", "exec", GATEWAY, "nft", "flush", "ruleset").status())
          .isZero();
      Wait.until(
          10,
          () -> "the rules to come back",
          () ->
              Shell.run("ip", "netns", "exec", GATEWAY, "nft", "list", "table", "inet", "wardgate")
                      .status()
                  == 0);
    }
    String sent = new String(sends.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(Integer.parseInt(sent.strip())).as(sent).isGreaterThan(500);
    tcpdump.destroy();
    tcpdump.waitFor();
    assertThat(Files.readString(capture)).isBlank();
  }

  private static String quarantinedAddress() throws IOException, InterruptedException {
    JsonNode devices =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(Shell.run(Shell.wardgate("devices", "--json")).output())
            .path("devices");
    for (JsonNode device : devices) {
      if (device.path("state").asText().equals("QUARANTINED")) {
        return device.path("address").asText();
      }
    }
    throw new AssertionError("nobody is quarantined");
  }

  private static void killAndComeBack(DemoWard ward, Map<String, String> before) throws Exception {
    Shell.run("kill", "-9", Long.toString(ward.gatewayPid()));
    assertThat(
            Shell.run("ip", "netns", "exec", GATEWAY, "nft", "list", "table", "inet", "wardgate")
                .output())
        .as("the rules hold without the process")
        .contains("chain forward");
    Shell.Result up = Shell.run(Shell.wardgate("up"));
    assertThat(up.status()).as(up.output()).isZero();
    Wait.until(30, ward::said, () -> ward.status().path("ready").asBoolean());
    assertThat(ward.states()).isEqualTo(before);
    Wait.until(
        30,
        () -> "the cloud to catch up",
        () -> ward.status().path("cloud").path("pending").asLong(1) == 0);
    String rules = Shell.run("ip", "netns", "exec", GATEWAY, "nft", "list", "ruleset").output();
    for (String id : before.keySet()) {
      JsonNode device =
          new com.fasterxml.jackson.databind.ObjectMapper()
              .readTree(Shell.run(Shell.wardgate("device", id, "--json")).output());
      boolean placed = rules.contains(device.path("address").asText() + " . ");
      assertThat(placed).as(id).isEqualTo(before.get(id).equals("ADMITTED"));
    }
  }

  private static void audit(Path journal) throws Exception {
    Shell.Result good = Shell.run(Shell.wardgate("journal", "verify", journal.toString()));
    assertThat(good.status()).as(good.output()).isZero();
    flip(journal, "device.quarantined");
    Shell.Result bad = Shell.run(Shell.wardgate("journal", "verify", journal.toString()));
    assertThat(bad.status()).as(bad.output()).isEqualTo(2);
    assertThat(bad.output()).containsPattern("records? [0-9]+").doesNotContain("\tat ");
  }

  /** Changes one byte of a stored record, in the database's log if it is still there. */
  private static void flip(Path journal, String text) throws IOException {
    for (String name : List.of("journal.db", "journal.db-wal")) {
      Path file = journal.resolve(name);
      byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
      int at = new String(content, StandardCharsets.ISO_8859_1).indexOf(text);
      if (at >= 0) {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
          raw.seek(at + 3);
          raw.write(content[at + 3] ^ 1);
        }
        return;
      }
    }
    throw new AssertionError("no stored record says " + text);
  }
}
