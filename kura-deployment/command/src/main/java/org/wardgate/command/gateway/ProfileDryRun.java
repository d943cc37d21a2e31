package org.wardgate.command.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.feature.JsonValues;

/**
 * What would become of a running gateway's devices if a protection profile counted.
 *
 * @param home where instances lie
 */
public record ProfileDryRun(Home home) implements Verb {
  private static final int FILE_MAX_BYTES = 256 * 1024;
  private static final List<String> HEAD = List.of("DEVICE", "NOW", "THEN", "BECAUSE");

  @Override
  public Syntax syntax() {
    return new Syntax(
        "profile dry-run FILE [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, Asker.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    byte[] profile;
    try (InputStream in = Files.newInputStream(Path.of(arguments.operands().get(0)))) {
      profile = in.readNBytes(FILE_MAX_BYTES + 1);
    }
    if (profile.length > FILE_MAX_BYTES) {
      throw new UsageException("a profile has at most " + FILE_MAX_BYTES + " bytes");
    }
    Map<String, Object> answer =
        Asker.client(home, arguments)
            .postJson("/profiles/dry-run", new String(profile, StandardCharsets.UTF_8));
    terminal.object(answer);
    List<List<String>> rows = new ArrayList<>();
    for (Object one : JsonValues.list(answer.getOrDefault("devices", List.of()), "devices")) {
      Map<String, Object> trial = JsonValues.object(one, "device");
      rows.add(
          List.of(
              DeviceText.text(trial, "id"),
              DeviceText.text(trial, "now"),
              DeviceText.text(trial, "then"),
              DeviceText.text(trial, "because")));
    }
    if (rows.isEmpty()) {
      terminal.line("No device would change, or none has attested yet");
    } else {
      rows.add(0, HEAD);
      terminal.table(rows);
    }
    return Exit.ACCEPTED;
  }
}
