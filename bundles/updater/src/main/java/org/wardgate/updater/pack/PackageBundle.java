package org.wardgate.updater.pack;

import java.util.Map;
import org.osgi.framework.Version;

/**
 * A bundle of a package.
 *
 * @param path of its entry
 * @param symbolicName without directives
 * @param version its Bundle-Version
 * @param headers of its manifest's main section
 * @param fingerprint over the names and contents of all its entries, {@link Fingerprint}
 */
public record PackageBundle(
    String path,
    String symbolicName,
    Version version,
    Map<String, String> headers,
    String fingerprint) {
  /** Copies the headers. */
  public PackageBundle {
    headers = Map.copyOf(headers);
  }

  /** The jar's name in the set, which is flat. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
