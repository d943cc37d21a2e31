package org.wardgate.platform.felix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.platform.DurableFile;

/** The gateway's id as it was used last, beside the data that belong to it. */
final class KeptId {
  static final String FILE = "gateway-id";

  private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,64}");
  private static final int FILE_MAX_BYTES = 65;

  private KeptId() {}

  /** Empty if none is kept, or if the file is none of ours. */
  static Optional<String> in(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    Bytes content = DurableFile.readAtMost(file, FILE_MAX_BYTES);
    String text = new String(content.toArray(), StandardCharsets.US_ASCII).strip();
    return Optional.of(text).filter(id -> FORM.matcher(id).matches());
  }

  /** Keeps this one. */
  static void keep(Path directory, String id) throws IOException {
    if (!in(directory).equals(Optional.of(id))) {
      OwnerOnly.replace(directory, FILE, (id + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }
}
