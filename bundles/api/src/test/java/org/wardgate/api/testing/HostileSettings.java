package org.wardgate.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.Problem;

/** Values that no operator should give, for every attribute of a form. */
public final class HostileSettings {
  /** Longer than any attribute takes. */
  public static final String HUGE = "x".repeat(1 << 20);

  /** A name that is a script. */
  public static final String SCRIPT = "<script>alert(1)</script>";

  private static final List<Object> ANY_TYPE =
      List.of(
          new Object(),
          HUGE,
          SCRIPT + '\u0000',
          "\u202Eevil\nlines\u001B[2J",
          new byte[3],
          new int[] {1, 2, 3},
          new String[] {HUGE, HUGE},
          List.of(new Object(), "b"),
          Map.of("a", "b"),
          Integer.MIN_VALUE,
          Long.MAX_VALUE,
          Double.NaN,
          'c');

  private HostileSettings() {}

  /**
   * Gives every attribute every hostile value: nothing is thrown, what is refused is replaced by
   * its default, and what is shown of it is short and clean.
   *
   * @param form the object class definition
   * @param parse the component's reading of its configuration
   */
  public static <S> void survive(
      Class<? extends Annotation> form, Function<Map<String, Object>, Parsed<S>> parse) {
    Parsed<S> defaults = parse.apply(Map.of());
    assertThat(defaults.refusals()).as("the defaults are good").isEmpty();
    for (Method attribute : form.getDeclaredMethods()) {
      assertThat(attribute.getDefaultValue()).as("default of %s", attribute.getName()).isNotNull();
      for (Object value : ANY_TYPE) {
        Parsed<S> parsed = parse.apply(Map.of(property(attribute), value));
        if (!parsed.good()) {
          assertThat(parsed.value()).as("%s", attribute.getName()).isEqualTo(defaults.value());
          parsed.refusals().forEach(HostileSettings::clean);
        }
      }
      refuses(parse, property(attribute), new Object());
      refuses(parse, property(attribute), HUGE);
      refuses(parse, property(attribute), SCRIPT + '\u0000');
    }
  }

  /** The value is refused, and by the attribute's name. */
  public static <S> void refuses(
      Function<Map<String, Object>, Parsed<S>> parse, String attribute, Object value) {
    Parsed<S> parsed = parse.apply(Map.of(attribute, value));
    assertThat(parsed.refused(attribute)).as("%s is refused", attribute).isTrue();
  }

  /** The name that Declarative Services gives a method. */
  private static String property(Method attribute) {
    return attribute.getName().replace('_', '.');
  }

  private static void clean(Refusal refusal) {
    assertThat(refusal.value().length()).isLessThanOrEqualTo(Checked.SHOWN_MAX_CHARS);
    assertThat(refusal.value()).isEqualTo(Problem.clean(refusal.value()));
  }
}
