package org.wardgate.command.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.Installation;
import org.wardgate.launcher.IsolatedRun;
import org.wardgate.launcher.instance.FrameworkKind;
import org.wardgate.launcher.instance.Instance;
import org.wardgate.launcher.instance.InstanceReader;

/**
 * Runs a gateway in the foreground.
 *
 * @param installation the distribution
 */
public record Run(Installation installation) implements Verb {

  private static final String FEATURES = "--features";
  private static final String FRAMEWORK = "--framework";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "run --instance DIR [--features DIR] [--framework felix|equinox]",
        Set.of(Home.OPTION, FEATURES, FRAMEWORK),
        Set.of(),
        0,
        0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    Path directory = Path.of(arguments.required(Home.OPTION)).toAbsolutePath().normalize();
    Instance instance = InstanceReader.read(directory);
    IsolatedRun.run(
        installation,
        framework(arguments, instance),
        directory,
        arguments.option(FEATURES).map(Path::of).orElse(installation.features()));
    return Exit.ACCEPTED;
  }

  private static FrameworkKind framework(Arguments arguments, Instance instance)
      throws UsageException {
    try {
      return arguments.option(FRAMEWORK).map(FrameworkKind::of).orElse(instance.framework());
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
