package org.wardgate.console.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;

/**
 * The bytes of large answers, one array for all who ask while the content stays the same, with its
 * entity tag. Thread-safe.
 */
final class SharedBodies {
  /** Most answers kept; there are two roots at most. */
  static final int KEPT_MAX_COUNT = 4;

  private static final Pattern COMMA = Pattern.compile(",");

  private final Map<String, Body> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Body> eldest) {
          return size() > KEPT_MAX_COUNT;
        }
      };

  /** An answer. */
  static final class Body {
    private final Bytes source;
    private final byte[] content;
    private final String tag;

    private Body(Bytes source) {
      this.source = source;
      this.content = source.toArray();
      this.tag = "\"" + source.sha256().hex() + "\"";
    }

    /** Shared: not to be changed. */
    byte[] content() {
      return content;
    }

    /** Strong, quoted. */
    String tag() {
      return tag;
    }

    /**
     * Whether the asker has it already.
     *
     * @param ifNoneMatch the header
     */
    boolean known(@Nullable String ifNoneMatch) {
      if (ifNoneMatch == null) {
        return false;
      }
      // RFC 9110 §13.1.2: compared weakly
      Predicate<String> same = tag::equals;
      return COMMA
          .splitAsStream(ifNoneMatch)
          .map(String::strip)
          .map(text -> text.startsWith("W/") ? text.substring(2) : text)
          .anyMatch(same.or("*"::equals));
    }
  }

  /** The answer of that name; the same one while the content stays. */
  synchronized Body of(String name, Bytes content) {
    Body before = kept.get(name);
    if (before != null && before.source.equals(content)) {
      return before;
    }
    Body made = new Body(content);
    kept.put(name, made);
    return made;
  }
}
