package org.wardgate.mud.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.mud.file.MudUrl;
import org.wardgate.mud.json.JsonReader;

/**
 * Files an operator put on the gateway: {@code https://mud.example.com/pump/v1} is looked for in
 * {@code mud.example.com/pump/v1.json} with its signature beside it in {@code v1.p7s}. URLs with a
 * query or unusual characters are never found here.
 */
final class LocalStore {
  private static final Pattern PLAIN_PATH = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9._-]*)+");
  private static final Pattern PLAIN_AUTHORITY = Pattern.compile("[a-z0-9][a-z0-9.:-]*");
  private static final String JSON = ".json";

  private final Path directory;

  LocalStore(Path directory) {
    this.directory = directory;
  }

  /**
   * Finds a file.
   *
   * @throws RefusedException TOO_LARGE; FETCH_FAILED if it cannot be read
   */
  Optional<SignedFile> find(MudUrl url, Instant now) throws RefusedException {
    if (!PLAIN_PATH.matcher(url.path()).matches()
        || !PLAIN_AUTHORITY.matcher(url.authority()).matches()
        || url.uri().getRawQuery() != null) {
      return Optional.empty();
    }
    String path = url.path().substring(1);
    String base =
        path.toLowerCase(Locale.ROOT).endsWith(JSON)
            ? path.substring(0, path.length() - JSON.length())
            : path;
    Path folder = directory.resolve(url.authority());
    Path file = folder.resolve(base + JSON);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Path signature = folder.resolve(base + ".p7s");
    return Optional.of(
        new SignedFile(
            read(file, JsonReader.SIZE_MAX_BYTES),
            Files.isRegularFile(signature)
                ? Optional.of(read(signature, DetachedCms.SIGNATURE_MAX_BYTES))
                : Optional.empty(),
            now,
            Validators.NONE));
  }

  private static Bytes read(Path file, int maxBytes) throws RefusedException {
    try {
      Bytes bytes = DurableFile.readAtMost(file, maxBytes);
      if (bytes.length() > maxBytes) {
        throw new RefusedException(MudErrors.TOO_LARGE, file + ": at most " + maxBytes + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new RefusedException(MudErrors.FETCH_FAILED, "local store: " + e.getMessage(), e);
    }
  }
}
