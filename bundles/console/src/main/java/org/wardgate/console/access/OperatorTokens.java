package org.wardgate.console.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;

/**
 * Tokens of named operators: a file each, {@code operators/NAME.token}, readable by its owner
 * alone. Who acts is who holds the token, whatever a request says. Files may come and go while the
 * gateway runs. Thread-safe.
 */
final class OperatorTokens {
  /** Most operators. */
  static final int OPERATORS_MAX_COUNT = 64;

  private static final long REREAD_NANOS = 1_000_000_000L;
  private static final Pattern FILE = Pattern.compile("([a-z0-9][a-z0-9._-]{0,31})\\.token");
  private static final Logger LOG = LoggerFactory.getLogger(OperatorTokens.class);

  private final Path directory;
  private final AdminToken admin;
  private final LongSupplier nanoTime;
  private List<Named> tokens = List.of();
  private Set<String> complaints = Set.of();
  private long readAtNanos;
  private Optional<FileTime> readChangedAt = Optional.empty();
  private boolean read;

  private record Named(String name, AdminToken token) {}

  /**
   * @param directory may be missing: then there are no operators
   * @param admin a token file with the admin's token makes nobody an operator
   */
  OperatorTokens(Path directory, AdminToken admin, LongSupplier nanoTime) {
    this.directory = directory;
    this.admin = admin;
    this.nanoTime = nanoTime;
  }

  /** Who holds a token; nobody if two files hold the same one. */
  synchronized Optional<String> holder(String offered) {
    long now = nanoTime.getAsLong();
    if (!read || now - readAtNanos > REREAD_NANOS) {
      readAt(now);
    }
    Optional<String> known = known(offered);
    // Somebody who was added a moment ago counts at once.
    if (known.isEmpty() && !changedAt().equals(readChangedAt)) {
      readAt(now);
      known = known(offered);
    }
    return known;
  }

  private void readAt(long now) {
    readChangedAt = changedAt();
    reread();
    read = true;
    readAtNanos = now;
  }

  /** When files last came or went; empty if that is not known. */
  private Optional<FileTime> changedAt() {
    try {
      return Optional.of(Files.getLastModifiedTime(directory));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<String> known(String offered) {
    List<String> holders = new ArrayList<>();
    for (Named named : tokens) { // all of them: the time tells nothing
      if (named.token().matches(offered)) {
        holders.add(named.name());
      }
    }
    return holders.size() == 1 ? Optional.of(holders.get(0)) : Optional.empty();
  }

  private void reread() {
    List<Named> found = new ArrayList<>();
    Set<String> wrong = new HashSet<>();
    for (Path file : files(wrong)) {
      Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
      if (!name.matches()) {
        continue;
      }
      try {
        AdminToken token = AdminToken.read(file);
        if (token.sameAs(admin)) {
          wrong.add(file + " holds the admin's token and makes nobody an operator");
        } else {
          found.add(new Named(name.group(1), token));
        }
      } catch (RefusedException e) {
        wrong.add(e.getMessage());
      }
    }
    wrong.stream().filter(w -> !complaints.contains(w)).forEach(w -> LOG.warn("{}", w));
    complaints = wrong;
    tokens = List.copyOf(found);
  }

  private List<Path> files(Set<String> wrong) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().limit(OPERATORS_MAX_COUNT).toList();
    } catch (IOException e) {
      wrong.add(directory + " cannot be read: " + e.getMessage());
      return List.of();
    }
  }
}
