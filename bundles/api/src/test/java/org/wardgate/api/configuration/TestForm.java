package org.wardgate.api.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A form with an attribute of each kind. */
@interface TestForm {
  int seconds() default 5;

  long bytes() default 1_000;

  double share() default 0.5;

  boolean enabled() default true;

  String name() default "ward-1";

  String title() default "";

  String notes() default "";

  String mode() default "keep";

  String directory() default "";

  String address() default "";

  String secret() default "";

  String[] networks() default {"10.0.0.0"};

  int[] ports() default {53, 67};

  /** What it is read as. */
  record Settings(
      int seconds,
      long bytes,
      double share,
      boolean enabled,
      String name,
      String title,
      String notes,
      String mode,
      Optional<Path> directory,
      String address,
      String secret,
      List<String> networks,
      List<Integer> ports) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,16}");

    static Parsed<Settings> of(Map<String, ?> properties) {
      Checked checked = Checked.of(TestForm.class, properties);
      return checked.parsed(
          new Settings(
              checked.integer("seconds", 1, 60),
              checked.number("bytes", 0, 1L << 40),
              checked.decimal("share", 0, 1),
              checked.flag("enabled"),
              checked.text("name", 64, NAME, "1 to 16 of a-z, 0-9 and -"),
              checked.text("title"),
              checked.lines("notes", 65_536),
              checked.option("mode", Set.of("keep", "close")),
              checked.path("directory"),
              checked.uri("address", Set.of("tcp", "ssl")).map(String::valueOf).orElse(""),
              checked.password("secret"),
              checked.texts("networks"),
              checked.integers("ports", 4, 1, 65_535)));
    }
  }
}
