package org.wardgate.command.gateway;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
 * What the verdict would be under other assumptions; nothing follows from it.
 *
 * @param home where instances lie
 */
public record TrustWhatIf(Home home) implements Verb {
  private static final String CONTROL = "--control";
  private static final String CONTROL_FORM = "[a-z0-9][a-z0-9.-]{0,63}=(true|false)";

  private static final Map<String, String> NUMBERS =
      Map.of(
          "--cvss", "cvss",
          "--violations", "violations",
          "--exploited", "exploited",
          "--age", "ageSeconds",
          "--required", "required");
  private static final Map<String, String> WORDS =
      Map.of("--tier", "tier", "--patches", "patches", "--certificate", "certificate");

  @Override
  public Syntax syntax() {
    return new Syntax(
        "trust what-if ID [--tier T] [--cvss X] [--exploited N] [--violations N] [--age SECONDS]"
            + " [--patches P] [--certificate C] [--required X] [--control NAME=true|false]…"
            + " [--instance DIR]",
        Set.of(
            Home.OPTION,
            "--cvss",
            "--violations",
            "--exploited",
            "--age",
            "--required",
            "--tier",
            "--patches",
            "--certificate"),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(List<String> words, Terminal terminal)
      throws UsageException, RefusedException, IOException {
    List<String> rest = new ArrayList<>();
    Map<String, Object> assumed = new LinkedHashMap<>();
    for (int at = 0; at < words.size(); at++) {
      String word = words.get(at);
      if (word.equals(CONTROL)) {
        at++;
        control(at < words.size() ? words.get(at) : "", assumed);
      } else if (word.startsWith(CONTROL + "=")) {
        control(word.substring(CONTROL.length() + 1), assumed);
      } else {
        rest.add(word);
      }
    }
    return ask(Arguments.parse(rest, syntax()), assumed, terminal);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    return ask(arguments, new LinkedHashMap<>(), terminal);
  }

  private static void control(String text, Map<String, Object> assumed) throws UsageException {
    if (!text.matches(CONTROL_FORM)) {
      throw new UsageException(CONTROL + " needs NAME=true or NAME=false");
    }
    int equals = text.indexOf('=');
    if (assumed.put(
            "control." + text.substring(0, equals), text.substring(equals + 1).equals("true"))
        != null) {
      throw new UsageException(CONTROL + " " + text.substring(0, equals) + " is given twice");
    }
  }

  private int ask(Arguments arguments, Map<String, Object> assumed, Terminal terminal)
      throws UsageException, RefusedException {
    DeviceId device = DeviceQuestion.device(arguments);
    for (Map.Entry<String, String> one : NUMBERS.entrySet()) {
      if (arguments.option(one.getKey()).isPresent()) {
        assumed.put(one.getValue(), number(one.getKey(), arguments.required(one.getKey())));
      }
    }
    WORDS.forEach(
        (option, member) ->
            arguments
                .option(option)
                .ifPresent(word -> assumed.put(member, word.toLowerCase(Locale.ROOT))));
    if (assumed.isEmpty()) {
      throw new UsageException("what if what? Give at least one assumption");
    }
    Map<String, Object> answer =
        new GatewayHandle(home.instance(arguments))
            .client()
            .postJson("/devices/" + device + "/what-if", JsonBody.of(assumed));
    terminal.object(answer);
    terminal.line(device + " now");
    TrustText.verdict(TrustText.object(answer, "now"), terminal);
    terminal.line("then");
    TrustText.verdict(TrustText.object(answer, "then"), terminal);
    return Exit.ACCEPTED;
  }

  private static double number(String option, String text) throws UsageException {
    if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,6})?")) {
      throw new UsageException(option + " needs a number");
    }
    return Double.parseDouble(text);
  }
}
