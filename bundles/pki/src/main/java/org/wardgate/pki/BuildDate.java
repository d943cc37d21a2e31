package org.wardgate.pki;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Properties;

/** When this bundle was built: a lower bound for every clock that is right. */
final class BuildDate {
  private static final String FILE = "build.properties";

  private BuildDate() {}

  static Instant read() {
    try (InputStream in = BuildDate.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the bundle lacks " + FILE);
      }
      Properties properties = new Properties();
      properties.load(in);
      return Instant.parse(properties.getProperty("built", ""));
    } catch (IOException e) {
      throw new IllegalStateException("the bundle's " + FILE + " cannot be read", e);
    }
  }
}
