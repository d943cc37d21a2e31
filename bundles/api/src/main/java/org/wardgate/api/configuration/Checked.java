package org.wardgate.api.configuration;

import java.lang.annotation.Annotation;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.error.RefusedException;

/**
 * Reads the values that a component was configured with. Whatever the metatype says, they may be
 * missing, of another type, too long or outside their limits: what is not good is refused, noted,
 * and the form's default stands in for it. Never throws for a value. Not thread-safe: one for each
 * configuration that arrives.
 *
 * <pre>{@code
 * static Parsed<Settings> of(Map<String, ?> properties) {
 *   Checked checked = Checked.of(Form.class, properties);
 *   return checked.parsed(
 *       new Settings(checked.integer("pollSeconds", 1, 3_600), checked.path("directory")));
 * }
 * }</pre>
 */
public final class Checked {
  /** Longest text unless said otherwise, in characters. */
  public static final int TEXT_MAX_CHARS = 4_096;

  /** Longest list unless said otherwise. */
  public static final int LIST_MAX_COUNT = 256;

  /** Most of a refused value that is shown, in characters. */
  public static final int SHOWN_MAX_CHARS = 80;

  private static final int REFUSALS_MAX_COUNT = 32;

  private final Class<? extends Annotation> form;
  private final Map<String, ?> properties;
  private final List<Refusal> refusals = new ArrayList<>();
  private final Set<String> read = new HashSet<>();
  private final Set<String> secret = new HashSet<>();

  private Checked(Class<? extends Annotation> form, Map<String, ?> properties) {
    this.form = form;
    this.properties = properties;
  }

  /**
   * Starts to read.
   *
   * @param form the component's object class definition; each attribute has a default
   * @param properties as they arrived
   */
  public static Checked of(Class<? extends Annotation> form, Map<String, ?> properties) {
    return new Checked(form, properties);
  }

  /** A whole number of {@code min} to {@code max}. */
  public int integer(String name, int min, int max) {
    return Math.toIntExact(number(name, min, max));
  }

  /** A whole number of {@code min} to {@code max}. */
  public long number(String name, long min, long max) {
    return read(name, raw -> inRange(raw, min, max));
  }

  private static long inRange(Object raw, long min, long max) throws RefusedException {
    long value = RawValue.number(raw);
    within(value >= min && value <= max, min + " to " + max);
    return value;
  }

  /** A number of {@code min} to {@code max}. */
  public double decimal(String name, double min, double max) {
    return read(
        name,
        raw -> {
          double value = RawValue.decimal(raw);
          within(value >= min && value <= max, min + " to " + max);
          return value;
        });
  }

  /** True or false. */
  public boolean flag(String name) {
    return read(name, RawValue::flag);
  }

  /** One line of at most {@link #TEXT_MAX_CHARS} printable characters; may be empty. */
  public String text(String name) {
    return text(name, TEXT_MAX_CHARS);
  }

  /** One line of printable characters; may be empty. */
  public String text(String name, int maxChars) {
    return read(name, raw -> TextForm.line(RawValue.text(raw), maxChars));
  }

  /**
   * One line of printable characters that matches.
   *
   * @param wanted the pattern in words, for the one who corrects it
   */
  public String text(String name, int maxChars, Pattern pattern, String wanted) {
    return read(name, raw -> TextForm.matching(RawValue.text(raw), maxChars, pattern, wanted));
  }

  /** Several lines; other control characters than line ends and tabulators are refused. */
  public String lines(String name, int maxChars) {
    return read(name, raw -> TextForm.lines(RawValue.text(raw), maxChars));
  }

  /** One of these. */
  public String option(String name, Set<String> options) {
    return read(name, raw -> TextForm.option(RawValue.text(raw).strip(), options));
  }

  /** A file or directory; empty if none is named. */
  public Optional<Path> path(String name) {
    return form(name, text -> text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text)));
  }

  /** An address with one of these schemes and a host; empty if none is named. */
  public Optional<URI> uri(String name, Set<String> schemes) {
    return form(
        name, text -> text.isEmpty() ? Optional.empty() : Optional.of(TextForm.uri(text, schemes)));
  }

  /**
   * A password as it stands in the configuration, for {@code Secrets}; empty for none. It is never
   * shown.
   */
  public String password(String name) {
    secret.add(name);
    try {
      Object raw = RawValue.scalar(properties.get(name));
      return raw == null ? "" : TextForm.unchanged(RawValue.text(raw), TEXT_MAX_CHARS);
    } catch (RefusedException e) {
      refuse(name, "", e);
      return "";
    }
  }

  /** A text of a form of its own; the form's default must have it too. */
  public <T> T form(String name, Form<T> parser) {
    return read(
        name, raw -> TextForm.parsed(TextForm.line(RawValue.text(raw), TEXT_MAX_CHARS), parser));
  }

  /** A text of a form of its own, of at most so many characters in several lines. */
  public <T> T form(String name, int maxChars, Form<T> parser) {
    return read(name, raw -> TextForm.parsed(TextForm.lines(RawValue.text(raw), maxChars), parser));
  }

  /** A list of lines, at most {@link #LIST_MAX_COUNT}; empty ones are left out. */
  public List<String> texts(String name) {
    return list(name, LIST_MAX_COUNT, text -> text);
  }

  /** A list; it is refused as a whole. */
  public <T> List<T> list(String name, int maxCount, Form<T> parser) {
    return elements(
        name,
        maxCount,
        raw -> TextForm.parsed(TextForm.line(RawValue.text(raw), TEXT_MAX_CHARS), parser));
  }

  /** A list of whole numbers of {@code min} to {@code max}; it is refused as a whole. */
  public List<Integer> integers(String name, int maxCount, int min, int max) {
    return elements(name, maxCount, raw -> Math.toIntExact(inRange(raw, min, max)));
  }

  private <T> List<T> elements(String name, int maxCount, Reader<T> reader) {
    read.add(name);
    try {
      Object raw = properties.get(name);
      return elements(raw == null ? defaultOf(name) : raw, maxCount, reader);
    } catch (RefusedException e) {
      refuse(name, RawValue.shown(properties.get(name)), e);
      return byDefault(() -> elements(defaultOf(name), maxCount, reader), name);
    }
  }

  private static <T> List<T> elements(Object raw, int maxCount, Reader<T> reader)
      throws RefusedException {
    List<T> all = new ArrayList<>();
    for (Object element : RawValue.elements(raw, maxCount)) {
      all.add(reader.read(element));
    }
    return List.copyOf(all);
  }

  /**
   * The value as it arrived, for an attribute that the component reads itself.
   *
   * @return null if there is none
   */
  public @Nullable Object raw(String name) {
    read.add(name);
    return properties.get(name);
  }

  /** Refuses a value for a reason of the component's own; it sees to what stands in. */
  public void refuse(String name, RefusedException cause) {
    refuse(name, secret.contains(name) ? "" : RawValue.shown(properties.get(name)), cause);
  }

  private void refuse(String name, String shown, RefusedException cause) {
    if (refusals.size() < REFUSALS_MAX_COUNT) {
      refusals.add(new Refusal(name, shown, cause));
    }
  }

  /** Why values were refused so far, at most 32. */
  public List<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  /** What was read, with what was refused so far. */
  public <S> Parsed<S> parsed(S settings) {
    return new Parsed<>(
        settings,
        refusals,
        List.of(),
        refusals.isEmpty()
            ? Optional.of(LastGood.Kept.of(properties, read, secret))
            : Optional.empty());
  }

  private <T> T read(String name, Reader<T> reader) {
    read.add(name);
    Object given = properties.get(name);
    try {
      Object raw = RawValue.scalar(given);
      return reader.read(raw == null ? defaultOf(name) : raw);
    } catch (RefusedException e) {
      refuse(name, RawValue.shown(given), e);
      return byDefault(() -> reader.read(defaultOf(name)), name);
    }
  }

  private <T> T byDefault(DefaultReader<T> reader, String name) {
    try {
      return reader.read();
    } catch (RefusedException e) {
      throw new IllegalStateException(form.getName() + '.' + name + " has no good default", e);
    }
  }

  private Object defaultOf(String name) {
    try {
      @Nullable Object value = form.getDeclaredMethod(name).getDefaultValue();
      if (value == null) {
        throw new IllegalStateException(form.getName() + '.' + name + " has no default");
      }
      return value;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(form.getName() + " has no " + name, e);
    }
  }

  private static void within(boolean good, String limits) throws RefusedException {
    if (!good) {
      throw new RefusedException(ConfigurationErrors.OUT_OF_RANGE, limits);
    }
  }

  private interface Reader<T> {
    T read(Object raw) throws RefusedException;
  }

  private interface DefaultReader<T> {
    T read() throws RefusedException;
  }

  /**
   * Reads a text.
   *
   * @param <T> what it stands for
   */
  @FunctionalInterface
  public interface Form<T> {
    /**
     * Reads it.
     *
     * @throws RefusedException if it has not the form; an {@link IllegalArgumentException} counts
     *     as one
     */
    T parse(String text) throws RefusedException;
  }
}
