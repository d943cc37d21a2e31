package org.wardgate.command.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/**
 * Allows a device something for a time.
 *
 * @param home where instances lie
 * @param name {@code overrule} or {@code accept}
 * @param option of the validity, {@code --hours} or {@code --days}
 * @param unitMinutes minutes of one of them
 * @param max most of them
 */
public record Exempt(Home home, String name, String option, int unitMinutes, int max)
    implements Verb {
  private static final int HOUR_MINUTES = 60;
  private static final int DAY_MINUTES = 1_440;

  /** Lets a device keep its declared traffic although it is not trusted enough. */
  public static Exempt overrule(Home home) {
    return new Exempt(home, "overrule", "--hours", HOUR_MINUTES, 168);
  }

  /** Accepts that a device that cannot attest is here. */
  public static Exempt accept(Home home) {
    return new Exempt(home, "accept", "--days", DAY_MINUTES, 366);
  }

  @Override
  public Syntax syntax() {
    return new Syntax(
        name + " ID " + option + " N --reason TEXT [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, option, Reason.OPTION, Asker.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    DeviceId device = DeviceQuestion.device(arguments);
    int count = WholeNumber.of(arguments.required(option), option, 1, max);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("minutes", count * unitMinutes);
    body.put("reason", Reason.of(arguments));
    Map<String, Object> answer =
        Asker.client(home, arguments)
            .postJson("/devices/" + device + "/" + name, JsonBody.of(body));
    Outcome.print(answer, terminal);
    return Exit.ACCEPTED;
  }
}
