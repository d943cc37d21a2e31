package org.wardgate.vulnerabilities.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders versions of any scheme as a person would: numbers by value, letters by the alphabet, what
 * is longer after what it begins with, unless it goes on with a word for something unfinished.
 */
public final class VersionOrder implements Comparator<String> {
  /** The order. */
  public static final VersionOrder NATURAL = new VersionOrder();

  private static final Pattern PIECE = Pattern.compile("[0-9]+|[a-z]+");
  private static final Set<String> UNFINISHED =
      Set.of("alpha", "beta", "rc", "pre", "preview", "dev", "snapshot", "m");

  private static final String END = "";
  private static final int NUMBER = 3;

  private VersionOrder() {}

  @Override
  public int compare(String one, String other) {
    List<String> ours = pieces(one);
    List<String> theirs = pieces(other);
    for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
      int order = comparePieces(at(ours, i), at(theirs, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static String at(List<String> pieces, int index) {
    return index < pieces.size() ? pieces.get(index) : END;
  }

  private static int comparePieces(String one, String other) {
    int rank = rank(one);
    if (rank != rank(other)) {
      return Integer.compare(rank, rank(other));
    }
    return rank == NUMBER && one.length() != other.length()
        ? Integer.compare(one.length(), other.length())
        : one.compareTo(other);
  }

  /** An unfinished version comes before its end, a letter or a number after it. */
  private static int rank(String piece) {
    if (piece.equals(END)) {
      return 1;
    }
    if (Character.isDigit(piece.charAt(0))) {
      return NUMBER;
    }
    return UNFINISHED.contains(piece) ? 0 : 2;
  }

  private static List<String> pieces(String version) {
    List<String> pieces = new ArrayList<>();
    Matcher piece = PIECE.matcher(version.toLowerCase(Locale.ROOT));
    while (piece.find()) {
      pieces.add(withoutZeros(piece.group()));
    }
    return pieces;
  }

  private static String withoutZeros(String piece) {
    int start = 0;
    while (start < piece.length() - 1 && piece.charAt(start) == '0') {
      start++;
    }
    return piece.substring(start);
  }
}
