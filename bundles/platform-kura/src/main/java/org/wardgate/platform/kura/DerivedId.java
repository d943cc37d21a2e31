package org.wardgate.platform.kura;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.kura.system.SystemService;
import org.wardgate.api.Bytes;
import org.wardgate.api.platform.DurableFile;

/**
 * The gateway's id, kept in a file. A configured one counts and is kept as well, so that the
 * gateway stays the same when that configuration is refused or taken away later. Without any it is
 * derived, once, because what it is derived from may be missing or another one after the next
 * start.
 */
final class DerivedId {
  static final String FILE = "gateway-id";

  private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern NOTHING = Pattern.compile("[0-]*");

  /** What machines say that do not know. */
  private static final Set<String> UNKNOWN =
      Set.of(
          "unknown",
          "unavailable",
          "not-available",
          "not-specified",
          "none",
          "null",
          "n-a",
          "default-string",
          "to-be-filled-by-o-e-m",
          "localhost");

  private static final int RANDOM_BYTES = 6;

  private DerivedId() {}

  /**
   * The id in use; it is in the file when this returns.
   *
   * @param configured empty if there is none, or if it was refused
   */
  static String of(SystemService system, Path directory, String configured) throws IOException {
    Path file = directory.resolve(FILE);
    Optional<String> kept = kept(file);
    String id = configured.isEmpty() ? kept.orElseGet(() -> derive(system)) : configured;
    if (!kept.equals(Optional.of(id))) {
      DurableFile.write(file, Bytes.of((id + "\n").getBytes(StandardCharsets.US_ASCII)));
    }
    return id;
  }

  private static Optional<String> kept(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String text = text(DurableFile.readAtMost(file, PlatformSettings.ID_MAX_CHARS + 1)).strip();
    return Optional.of(text).filter(id -> FORM.matcher(id).matches());
  }

  private static String derive(SystemService system) {
    return Stream.<java.util.function.Supplier<String>>of(
            () -> clean(system.getSerialNumber()),
            () -> clean(system.getPrimaryMacAddress()),
            () -> clean(system.getDeviceName()))
        .map(java.util.function.Supplier::get)
        .filter(candidate -> !candidate.isEmpty())
        .findFirst()
        .orElseGet(DerivedId::random);
  }

  /** Lower case, everything else but letters and digits as one dash; empty if nothing is left. */
  static String clean(@org.jspecify.annotations.Nullable String given) {
    String text = Objects.requireNonNullElse(given, "").toLowerCase(Locale.ROOT);
    List<String> parts = OTHERS.splitAsStream(text).filter(part -> !part.isEmpty()).toList();
    String joined = String.join("-", parts);
    String cut =
        joined.length() <= PlatformSettings.ID_MAX_CHARS
            ? joined
            : joined.substring(0, PlatformSettings.ID_MAX_CHARS);
    return NOTHING.matcher(cut).matches() || UNKNOWN.contains(cut) ? "" : cut;
  }

  private static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return "gateway-" + HexFormat.of().formatHex(bytes);
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.US_ASCII);
  }
}
