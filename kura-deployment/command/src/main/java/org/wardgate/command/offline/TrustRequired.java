package org.wardgate.command.offline;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.inventory.Risk;
import org.wardgate.api.inventory.TrustAction;
import org.wardgate.api.trust.TrustQuestion.Requirement;
import org.wardgate.api.trust.TrustQuestion.Vulnerabilities;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.trust.RequiredLevels;

/** Says what level of trust a risk requires for each action. */
public record TrustRequired() implements Verb {
  private static final String CRITICALITY = "--criticality";
  private static final String EXPOSURE = "--exposure";
  private static final String CVSS = "--cvss";
  private static final String CLASS = "--required-trust";
  private static final String EXPLOITED = "--exploited";
  private static final double CVSS_MAX = 10;

  @Override
  public Syntax syntax() {
    return new Syntax(
        "trust required --criticality 1-5 --exposure 1-5 [--cvss 0-10] [--exploited]"
            + " [--required-trust 0-1]",
        Set.of(CRITICALITY, EXPOSURE, CVSS, CLASS),
        Set.of(EXPLOITED),
        0,
        0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException {
    Risk risk =
        new Risk(
            (int) number(CRITICALITY, arguments.required(CRITICALITY), 1, Risk.MAX, true),
            (int) number(EXPOSURE, arguments.required(EXPOSURE), 1, Risk.MAX, true));
    double cvss = number(CVSS, arguments.option(CVSS).orElse("0"), 0, CVSS_MAX, false);
    int exploited = arguments.flags().contains(EXPLOITED) ? 1 : 0;
    Vulnerabilities known = new Vulnerabilities(true, cvss, exploited, exploited, false);
    double ofClass = number(CLASS, arguments.option(CLASS).orElse("0"), 0, 1, false);
    Requirement requirement = new Requirement(ofClass, 1, Optional.of(risk), true, 1);
    Map<String, Object> answer = new LinkedHashMap<>();
    for (TrustAction action : TrustAction.values()) {
      answer.put(
          action.name().toLowerCase(Locale.ROOT), RequiredLevels.of(action, requirement, known));
    }
    terminal.object(answer);
    answer.forEach(
        (name, level) ->
            terminal.line(String.format(Locale.ROOT, "%-8s more than %.2f", name, (Double) level)));
    return Exit.ACCEPTED;
  }

  private static double number(String option, String text, double min, double max, boolean whole)
      throws UsageException {
    try {
      double value = whole ? Integer.parseInt(text) : Double.parseDouble(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(option + " is no number: " + text);
    }
    throw new UsageException(option + " is not from " + min + " to " + max + ": " + text);
  }
}
