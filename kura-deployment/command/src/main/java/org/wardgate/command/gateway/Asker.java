package org.wardgate.command.gateway;

import java.nio.file.Path;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;

/** Whose token a command is given with: the one named, else the admin's. */
final class Asker {
  static final String OPTION = "--token";

  private Asker() {}

  static AdminClient client(Home home, Arguments arguments) throws RefusedException {
    GatewayHandle gateway = new GatewayHandle(home.instance(arguments));
    return gateway.client(arguments.option(OPTION).map(Path::of).orElse(gateway.tokenFile()));
  }
}
