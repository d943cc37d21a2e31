package org.wardgate.updater.files;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.wardgate.api.Bytes;
import org.wardgate.api.platform.DurableFile;

/** Java properties in UTF-8, sorted, that have the old content or the new. Stateless. */
public final class PropertyFile {
  /** Largest file, in bytes. */
  public static final int MAX_BYTES = 65_536;

  private PropertyFile() {}

  /** Replaces a file. */
  public static void write(Path file, Map<String, String> properties) throws IOException {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(properties)
        .forEach((key, value) -> text.append(key).append('=').append(escaped(value)).append('\n'));
    DurableFile.write(file, Bytes.of(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads a file.
   *
   * @return empty if there is none
   * @throws IOException if it cannot be read, or is none
   */
  public static Optional<Map<String, String>> read(Path file) throws IOException {
    try {
      Bytes content = DurableFile.readAtMost(file, MAX_BYTES);
      if (content.length() > MAX_BYTES) {
        throw new IOException(file.getFileName() + " is larger than " + MAX_BYTES + " bytes");
      }
      Properties properties = new Properties();
      properties.load(
          new StringReader(
              StandardCharsets.UTF_8
                  .newDecoder()
                  .decode(ByteBuffer.wrap(content.toArray()))
                  .toString()));
      Map<String, String> values = new TreeMap<>();
      for (String name : properties.stringPropertyNames()) {
        values.put(name, properties.getProperty(name, ""));
      }
      return Optional.of(values);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new IOException(file.getFileName() + " is malformed", e);
    }
  }

  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\f' -> text.append("\\f");
        case ' ' -> text.append(text.isEmpty() ? "\\ " : " ");
        default -> text.append(c);
      }
    }
    return text.toString();
  }
}
