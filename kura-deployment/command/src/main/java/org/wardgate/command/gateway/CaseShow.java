package org.wardgate.command.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/**
 * A case whole, as it is replayed elsewhere.
 *
 * @param home where instances lie
 */
public record CaseShow(Home home) implements Verb {
  private static final String ID_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "case show ID [--out FILE] [--instance DIR]",
        Set.of(Home.OPTION, OutputFile.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    String id = arguments.operands().get(0);
    if (!id.matches(ID_FORM)) {
      throw new UsageException("a case's id matches " + ID_FORM);
    }
    Optional<Path> file = OutputFile.of(arguments);
    Bytes content = new GatewayHandle(home.instance(arguments)).client().raw("/cases/" + id);
    if (file.isPresent()) {
      OutputFile.write(file.get(), content);
      terminal.object(Map.of("id", id, "file", file.get().toString()));
      terminal.line("  case       " + file.get());
    } else {
      // one JSON object either way
      terminal.out().println(new String(content.toArray(), StandardCharsets.UTF_8));
    }
    return Exit.ACCEPTED;
  }
}
