package org.wardgate.vulnerabilities.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which versions a statement is about: all, one, or a range (CSAF 2.0 §3.1.2.2: {@code vers:} or
 * comparisons). Immutable.
 *
 * @param text as it was written; empty means all
 * @param range whether it is a range
 */
public record VersionRule(String text, boolean range) {
  /** Every version. */
  public static final VersionRule ANY = new VersionRule("", false);

  private static final Pattern TERM =
      Pattern.compile("\\s*(<=|>=|!=|<|>|=)?\\s*([^\\s<>=!]++)\\s*+");
  private static final int TERMS_MAX_COUNT = 64;
  private static final String VERS = "vers:";
  private static final String ALL = "*";

  /** Whether a version is meant. */
  public enum Answer {
    /** It is. */
    YES,
    /** It is not. */
    NO,
    /** The version is not known, or the rule cannot be read. */
    UNCLEAR
  }

  private record Term(String comparison, String version) {
    boolean holds(String other) {
      int order = VersionOrder.NATURAL.compare(other, version);
      return switch (comparison) {
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        case ">=" -> order >= 0;
        case "!=" -> order != 0;
        default -> order == 0;
      };
    }

    boolean upper() {
      return comparison.startsWith("<");
    }

    boolean lower() {
      return comparison.startsWith(">");
    }
  }

  /** Of a version, empty if it is not known. */
  public Answer includes(String version) {
    if (text.isEmpty()) {
      return Answer.YES;
    }
    if (version.isEmpty()) {
      return Answer.UNCLEAR;
    }
    if (!range) {
      return answer(text.equalsIgnoreCase(version));
    }
    return terms().map(terms -> answer(within(terms, version))).orElse(Answer.UNCLEAR);
  }

  private static Answer answer(boolean holds) {
    return holds ? Answer.YES : Answer.NO;
  }

  private Optional<List<Term>> terms() {
    String list = text;
    if (text.toLowerCase(Locale.ROOT).startsWith(VERS)) {
      int slash = text.indexOf('/');
      list = slash < 0 ? "" : text.substring(slash + 1);
    }
    if (list.equals(ALL)) {
      return Optional.of(List.of());
    }
    List<Term> terms = new ArrayList<>();
    Matcher term = TERM.matcher(list.replace('|', ' ').replace(',', ' '));
    int end = 0;
    while (term.lookingAt()) {
      if (term.group(2).chars().noneMatch(Character::isDigit)) {
        return Optional.empty(); // a word for people, such as "before"
      }
      terms.add(new Term(term.group(1) == null ? "=" : term.group(1), term.group(2)));
      end = term.end();
      if (terms.size() > TERMS_MAX_COUNT) {
        return Optional.empty();
      }
      term.region(end, term.regionEnd());
    }
    return end == list.length() && !terms.isEmpty() ? Optional.of(terms) : Optional.empty();
  }

  /** The containment of vers: single versions first, then neighbouring bounds by twos. */
  private static boolean within(List<Term> terms, String version) {
    if (terms.isEmpty()) {
      return true;
    }
    for (Term term : terms) {
      boolean same = VersionOrder.NATURAL.compare(version, term.version) == 0;
      if (same && !term.comparison.equals("<") && !term.comparison.equals(">")) {
        return !term.comparison.equals("!=");
      }
    }
    List<Term> bounds = new ArrayList<>(terms);
    bounds.removeIf(term -> !term.upper() && !term.lower());
    bounds.sort((one, other) -> VersionOrder.NATURAL.compare(one.version, other.version));
    if (bounds.isEmpty()) {
      return terms.stream().allMatch(term -> term.comparison.equals("!="));
    }
    return between(bounds, version);
  }

  private static boolean between(List<Term> bounds, String version) {
    Term first = bounds.get(0);
    Term last = bounds.get(bounds.size() - 1);
    if ((first.upper() && first.holds(version)) || (last.lower() && last.holds(version))) {
      return true;
    }
    for (int i = 1; i < bounds.size(); i++) {
      Term low = bounds.get(i - 1);
      Term high = bounds.get(i);
      if (low.lower() && high.upper() && low.holds(version) && high.holds(version)) {
        return true;
      }
    }
    return false;
  }
}
