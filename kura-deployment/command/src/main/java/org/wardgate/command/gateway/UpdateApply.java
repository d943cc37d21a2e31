package org.wardgate.command.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateDesk;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/**
 * Hands a signed package of bundles to the gateway.
 *
 * @param home where instances lie
 */
public record UpdateApply(Home home) implements Verb {
  static final String SIGNATURE = "--signature";
  private static final String BESIDE = ".p7s";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "update apply PACKAGE [--signature FILE] [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, SIGNATURE, Asker.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    String name = arguments.operands().get(0);
    Path content = readable(name, UpdateDesk.PACKAGE_MAX_BYTES);
    Path signature = signature(arguments, name + BESIDE);
    AdminClient client = Asker.client(home, arguments);
    String id = DeviceText.text(client.sendFile("POST", "/updates", signature), "id");
    Map<String, Object> update = client.sendFile("PUT", "/updates/" + id + "/package", content);
    UpdateText.show(terminal, update);
    return Exit.ACCEPTED;
  }

  /** The signature named, or the one beside the package. */
  static Path signature(Arguments arguments, String beside) throws UsageException, IOException {
    return readable(arguments.option(SIGNATURE).orElse(beside), UpdateDesk.SIGNATURE_MAX_BYTES);
  }

  private static Path readable(String name, long maxBytes) throws UsageException, IOException {
    Path file = Path.of(name);
    if (Files.size(file) > maxBytes) {
      throw new UsageException(name + " is larger than " + maxBytes + " bytes");
    }
    return file;
  }
}
