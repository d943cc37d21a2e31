package org.wardgate.command.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.HandoverDesk;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/**
 * Hands in the document with which another gateway handed a device over.
 *
 * @param home where instances lie
 */
public record HandoverAccept(Home home) implements Verb {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "handover accept FILE [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, Asker.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    String document = encoded(arguments.operands().get(0));
    Map<String, Object> answer =
        Asker.client(home, arguments).post("/handovers", Map.of("document", document));
    terminal.object(answer);
    terminal.line(DeviceText.text(answer, "id") + " may come with its other ward's certificate");
    return Exit.ACCEPTED;
  }

  private static String encoded(String name) throws UsageException, IOException {
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      // one byte too many is enough for the gateway to refuse it
      return Base64.getEncoder().encodeToString(in.readNBytes(HandoverDesk.DOCUMENT_MAX_BYTES + 1));
    } catch (InvalidPathException e) {
      throw new UsageException("FILE is no path");
    }
  }
}
