package org.wardgate.command.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
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
 * Draws a token for a named operator. Whoever may write the gateway's data directory may do it; the
 * gateway need not run.
 *
 * @param home where instances lie
 */
public record OperatorAdd(Home home) implements Verb {

  private static final String NAME_FORM = "[a-z0-9][a-z0-9._-]{0,31}";
  private static final int TOKEN_BYTES = 32;

  @Override
  public Syntax syntax() {
    return new Syntax("operator add NAME [--instance DIR]", Set.of(Home.OPTION), Set.of(), 1, 1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    String name = arguments.operands().get(0);
    if (!name.matches(NAME_FORM)) {
      throw new UsageException("an operator's name matches " + NAME_FORM);
    }
    Path folder = new GatewayHandle(home.instance(arguments)).operators();
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path file = folder.resolve(name + ".token");
    if (Files.exists(file)) {
      throw new UsageException(file + " is there already; delete it to draw another token");
    }
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    Path fresh =
        Files.createTempFile(
            folder,
            "new",
            ".part",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        fresh,
        HexFormat.of().formatHex(token) + "\n",
        StandardCharsets.US_ASCII,
        StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(fresh, file);
    terminal.object(Map.of("operator", name, "tokenFile", file.toString()));
    terminal.line("The token of " + name + " is in " + file);
    terminal.line("  Hand it to " + name + " alone; delete the file to end it");
    return Exit.ACCEPTED;
  }
}
