package org.wardgate.platform.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;

/** Tokens of SoftHSM 2 in a directory of their own. */
final class SoftHsm {
  static final String LIBRARY = "/usr/lib/softhsm/libsofthsm2.so";
  static final String PIN = "4711";

  private static final String TOOL = "/usr/bin/softhsm2-util";
  private static final Pattern SLOT = Pattern.compile("reassigned to slot (\\d+)");

  private static final int TOKENS_COUNT = 32;
  private static final Deque<String> TOKENS = new ArrayDeque<>();

  private SoftHsm() {}

  /** Skips the test where there is no SoftHSM, except under {@code CI=true}. */
  static void require() {
    boolean present = Files.isExecutable(Path.of(TOOL)) && Files.exists(Path.of(LIBRARY));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(present).as("SoftHSM 2 (Debian: softhsm2)").isTrue();
    }
    assumeTrue(present, "no SoftHSM 2 here (Debian: softhsm2)");
  }

  /**
   * A token nobody used; answers its slot's number. The library sees only tokens that were there
   * when it was loaded, so all are made at the first call.
   */
  static synchronized String newToken() throws IOException, InterruptedException {
    require();
    if (TOKENS.isEmpty()) {
      prepare();
      for (int i = 0; i < TOKENS_COUNT; i++) {
        TOKENS.add(make());
      }
    }
    return TOKENS.remove();
  }

  private static void prepare() throws IOException {
    Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
    Path tokens = configuration.resolveSibling("tokens");
    // of an earlier run
    if (Files.exists(tokens)) {
      try (Stream<Path> old = Files.walk(tokens)) {
        old.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
    Files.createDirectories(tokens);
    Files.writeString(
        configuration,
        "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n"
            .formatted(tokens));
  }

  private static String make() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                TOOL,
                "--init-token",
                "--free",
                "--label",
                UUID.randomUUID().toString().substring(0, 30),
                "--so-pin",
                "12345678",
                "--pin",
                PIN)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    Matcher matcher = SLOT.matcher(output);
    assertThat(matcher.find()).as(output).isTrue();
    return matcher.group(1);
  }

  /** A file with a PIN, for the owner alone. */
  static Path pinFile(Path directory, String pin) {
    try {
      Path file = directory.resolve("pin");
      Files.writeString(file, pin + "\n");
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A vault's configuration for a token. */
  static Map<String, Object> configuration(String slot, Path pinFile) {
    return Map.of(
        "pkcs11Library", LIBRARY, "pkcs11Slot", slot, "pkcs11PinFile", pinFile.toString());
  }

  /** The vault of a configuration; throws why one was refused. */
  static OpenVault open(DataDirectory data, Map<String, Object> configuration)
      throws RefusedException {
    Parsed<VaultSettings> settings = VaultSettings.of(configuration);
    if (!settings.good()) {
      throw settings.refusals().get(0).cause();
    }
    return new OpenVault(data, settings.value().token());
  }

  /** What a tool of another maker can read of a private key: nothing. */
  static List<String> attributes(String slot, String alias)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "/usr/bin/pkcs11-tool",
                "--module",
                LIBRARY,
                "--slot",
                slot,
                "--login",
                "--pin",
                PIN,
                "--list-objects",
                "--type",
                "privkey")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output)
        .contains(HexFormat.of().formatHex(alias.getBytes(StandardCharsets.US_ASCII)));
    return output.lines().filter(line -> line.contains("Access:")).map(String::strip).toList();
  }
}
