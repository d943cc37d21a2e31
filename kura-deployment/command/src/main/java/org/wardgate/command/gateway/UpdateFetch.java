package org.wardgate.command.gateway;

import java.io.IOException;
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
 * Has the gateway fetch a signed package from a server that its configuration allows.
 *
 * @param home where instances lie
 */
public record UpdateFetch(Home home) implements Verb {
  @Override
  public Syntax syntax() {
    return new Syntax(
        "update fetch LOCATION --signature FILE [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, UpdateApply.SIGNATURE, Asker.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    String location = arguments.operands().get(0);
    if (!location.startsWith("https://")) {
      throw new UsageException("LOCATION is an https address");
    }
    var signature = UpdateApply.signature(arguments, arguments.required(UpdateApply.SIGNATURE));
    AdminClient client = Asker.client(home, arguments);
    String id = DeviceText.text(client.sendFile("POST", "/updates", signature), "id");
    Map<String, Object> update =
        client.postJson("/updates/" + id + "/fetch", JsonBody.of(Map.of("location", location)));
    UpdateText.show(terminal, update);
    return Exit.ACCEPTED;
  }
}
