package org.wardgate.command.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/**
 * Hands a signed threat advisory to the gateway.
 *
 * @param home where instances lie
 */
public record AdvisoryApply(Home home) implements Verb {

  private static final String SIGNATURE = "--signature";

  /** More than a gateway takes: it refuses what is larger. */
  private static final int FILE_MAX_BYTES = 257 * 1024;

  private static final Duration DECIDED_WITHIN = Duration.ofSeconds(5);

  @Override
  public Syntax syntax() {
    return new Syntax(
        "advisory apply FILE --signature FILE [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, SIGNATURE, Asker.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    String content = encoded(Path.of(arguments.operands().get(0)));
    String signature = encoded(Path.of(arguments.required(SIGNATURE)));
    AdminClient client = Asker.client(home, arguments);
    Map<String, Object> accepted =
        client.post("/advisories", Map.of("content", content, "signature", signature));
    Map<String, Object> answer = decided(client, accepted).orElse(accepted);
    terminal.object(answer);
    terminal.line(
        DeviceText.text(answer, "id")
            + " version "
            + DeviceText.text(answer, "version")
            + " of "
            + DeviceText.text(answer, "issuer")
            + " is "
            + (answer.containsKey("state") ? DeviceText.text(answer, "state") : "verified")
            + ": "
            + DeviceText.text(answer, "summary"));
    if (answer.containsKey("devices")) {
      terminal.line("  devices    " + String.join(", ", DeviceText.strings(answer, "devices")));
    }
    return Exit.ACCEPTED;
  }

  /** What the gateway decided about it, once it has. */
  private static Optional<Map<String, Object>> decided(
      AdminClient client, Map<String, Object> accepted) throws RefusedException {
    long end = System.nanoTime() + DECIDED_WITHIN.toNanos();
    Optional<Map<String, Object>> known = known(client, accepted);
    while (known.isEmpty() && System.nanoTime() < end) {
      Waiting.moment();
      known = known(client, accepted);
    }
    return known;
  }

  private static Optional<Map<String, Object>> known(
      AdminClient client, Map<String, Object> accepted) throws RefusedException {
    return AdvisoryList.all(client.get("/advisories")).stream()
        .filter(a -> DeviceText.text(a, "id").equals(DeviceText.text(accepted, "id")))
        .filter(a -> DeviceText.text(a, "version").equals(DeviceText.text(accepted, "version")))
        .findFirst();
  }

  private static String encoded(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Base64.getEncoder().encodeToString(in.readNBytes(FILE_MAX_BYTES));
    }
  }
}
