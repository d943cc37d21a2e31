package org.wardgate.command.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/**
 * Hands a device over to another gateway and fetches the signed document.
 *
 * @param home where instances lie
 */
public record HandOver(Home home) implements Verb {

  private static final String TO = "--to";
  private static final String GATEWAY_FORM = "[a-z0-9-]{1,64}";
  private static final Duration SIGNED_WITHIN = Duration.ofSeconds(10);

  @Override
  public Syntax syntax() {
    return new Syntax(
        "handover ID --to GATEWAY [--reason TEXT] [--out FILE] [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, TO, Reason.OPTION, OutputFile.OPTION, Asker.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    DeviceId device = DeviceQuestion.device(arguments);
    String gateway = arguments.required(TO);
    if (!gateway.matches(GATEWAY_FORM)) {
      throw new UsageException(TO + " names a gateway, " + GATEWAY_FORM);
    }
    String reason = Reason.orElse(arguments, "handed over to " + gateway);
    Optional<Path> file = OutputFile.of(arguments);
    AdminClient client = Asker.client(home, arguments);
    Optional<String> before = document(client, device);
    Map<String, Object> outcome =
        client.post("/devices/" + device + "/handover", Map.of("to", gateway, "reason", reason));
    String document = signed(client, device, before);
    Map<String, Object> answer = new LinkedHashMap<>(outcome);
    if (file.isPresent()) {
      OutputFile.write(file.get(), Bytes.of(Base64.getDecoder().decode(document)));
      answer.put("file", file.get().toString());
    } else {
      answer.put("document", document);
    }
    terminal.object(answer);
    terminal.line(
        device
            + " is "
            + DeviceText.text(outcome, "state")
            + ": "
            + DeviceText.text(outcome, "reason"));
    terminal.line(file.map(f -> "  document   " + f).orElse(document));
    return Exit.ACCEPTED;
  }

  /** The document of this handover, not of an earlier one. */
  private static String signed(AdminClient client, DeviceId device, Optional<String> before)
      throws RefusedException {
    long end = System.nanoTime() + SIGNED_WITHIN.toNanos();
    Optional<String> now = document(client, device);
    while (now.isEmpty() || now.equals(before)) {
      if (System.nanoTime() > end) {
        throw new RefusedException(
            LauncherErrors.BAD_ANSWER, "no signed document; see 'wardgate explain " + device + "'");
      }
      Waiting.moment();
      now = document(client, device);
    }
    return now.get();
  }

  private static Optional<String> document(AdminClient client, DeviceId device)
      throws RefusedException {
    try {
      return Optional.of(
          DeviceText.text(client.get("/devices/" + device + "/handover"), "document"));
    } catch (RefusedException e) {
      if (e.errorCode().code().equals(ConsoleErrors.NO_HANDOVER.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
