package org.wardgate.command.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/**
 * Hands signed reference values to the gateway.
 *
 * @param home where instances lie
 */
public record CorimApply(Home home) implements Verb {
  /** What a request carries in Base64; larger files go into the gateway's folder. */
  private static final int FILE_MAX_BYTES = 4 * 1024 * 1024;

  @Override
  public Syntax syntax() {
    return new Syntax(
        "corim apply FILE [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, Asker.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    byte[] content;
    try (InputStream in = Files.newInputStream(Path.of(arguments.operands().get(0)))) {
      content = in.readNBytes(FILE_MAX_BYTES + 1);
    }
    if (content.length > FILE_MAX_BYTES) {
      throw new UsageException(
          "at most "
              + FILE_MAX_BYTES
              + " bytes this way; put a larger file into the gateway's references folder");
    }
    Map<String, Object> answer =
        Asker.client(home, arguments)
            .post("/references", Map.of("content", Base64.getEncoder().encodeToString(content)));
    terminal.object(answer);
    terminal.line(
        DeviceText.text(answer, "id")
            + " version "
            + DeviceText.text(answer, "version")
            + " is verified; 'wardgate change list' shows it if it waits for people");
    return Exit.ACCEPTED;
  }
}
