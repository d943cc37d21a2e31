package org.wardgate.vulnerabilities.read;

import java.util.HashSet;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.vulnerability.VulnerabilityErrors;
import org.wardgate.vulnerabilities.json.Cursor;
import org.wardgate.vulnerabilities.model.Document;

/** Reads a file of any of the formats; nothing in it counts before its signature. Stateless. */
public final class DocumentReader {
  private static final int KEYS_MAX_COUNT = 64;

  private DocumentReader() {}

  /**
   * Reads.
   *
   * @throws RefusedException MALFORMED or TOO_LARGE
   */
  public static Document read(Bytes content) throws RefusedException {
    Set<String> keys = new HashSet<>();
    Cursor.over(
        content,
        cursor ->
            cursor.object(
                key -> {
                  if (keys.size() < KEYS_MAX_COUNT) {
                    keys.add(key);
                  }
                  cursor.skip();
                }));
    if (keys.contains("bomFormat")) {
      return new CycloneDxReader().read(content);
    }
    if (keys.contains("@context")) {
      return new OpenVexReader().read(content);
    }
    if (keys.contains("document")) {
      return new CsafReader().read(content);
    }
    if (keys.contains("catalogVersion")) {
      return new ExploitedReader().read(content);
    }
    throw new RefusedException(VulnerabilityErrors.MALFORMED, "none of the known formats");
  }
}
