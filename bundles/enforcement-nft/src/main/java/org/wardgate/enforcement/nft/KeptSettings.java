package org.wardgate.enforcement.nft;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.policy.FlowRule.Family;

/**
 * The last good settings on disk: the platform keeps a refused configuration and gives it again at
 * the next start, when the ward must not stand open for it. What cannot be written or read is
 * logged and changes nothing. Not thread-safe.
 */
final class KeptSettings {
  /** Name of its data directory. */
  static final String DIRECTORY = "enforcement";

  /** The file in it. */
  static final String FILE = "settings.properties";

  /** Longest file that is read. */
  static final int FILE_MAX_BYTES = 64 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(KeptSettings.class);
  private static final String SEPARATOR = "\n";

  private final Path file;

  private KeptSettings(Path file) {
    this.file = file;
  }

  /** In the gateway's data; empty if there is no place for them. */
  static Optional<KeptSettings> in(DataDirectory data) {
    try {
      return Optional.of(new KeptSettings(data.directory(DIRECTORY).resolve(FILE)));
    } catch (UncheckedIOException | IllegalStateException e) {
      LOG.error("good settings are not kept for the next start: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Keeps these from now on. */
  void write(NftSettings settings) {
    try {
      Bytes text = text(settings);
      if (!Files.exists(file) || !DurableFile.readAtMost(file, FILE_MAX_BYTES).equals(text)) {
        DurableFile.write(file, text);
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.error("good settings are not kept for the next start: {}", e.toString());
    }
  }

  /** The last good ones; empty if there were none, or if they are not good any more. */
  Optional<NftSettings> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Map<String, Object> properties = properties(DurableFile.readAtMost(file, FILE_MAX_BYTES));
      Parsed<NftSettings> parsed = NftSettings.of(properties);
      boolean whole = properties.keySet().containsAll(NftEnforcer.WHAT);
      if (whole && parsed.good()) {
        return Optional.of(parsed.value());
      }
      LOG.error("the settings kept in {} are not good any more", file);
    } catch (IOException | IllegalArgumentException e) {
      LOG.error("the settings kept in {} cannot be read: {}", file, e.toString());
    }
    return Optional.empty();
  }

  private static Map<String, Object> properties(Bytes text) throws IOException {
    if (text.length() > FILE_MAX_BYTES) {
      throw new IOException("longer than " + FILE_MAX_BYTES + " bytes");
    }
    Properties read = new Properties();
    read.load(new StringReader(new String(text.toArray(), StandardCharsets.UTF_8)));
    Map<String, Object> properties = new HashMap<>();
    for (String name : read.stringPropertyNames()) {
      properties.put(name, read.getProperty(name));
    }
    for (String name : List.of("localNetworks", "strangerUdpPorts", "memberPorts")) {
      properties.computeIfPresent(name, (list, all) -> ((String) all).split(SEPARATOR, -1));
    }
    return properties;
  }

  private static Bytes text(NftSettings settings) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("wardInterface", settings.wardInterface());
    properties.setProperty(
        "localNetworks",
        joined(settings.localNetworks().stream().map(KeptSettings::cidr).toList()));
    properties.setProperty("nftCommand", settings.nftCommand());
    properties.setProperty("ipCommand", settings.ipCommand());
    properties.setProperty("tableName", settings.tableName());
    properties.setProperty("strangerUdpPorts", joined(settings.strangerUdpPorts()));
    properties.setProperty("memberPorts", joined(settings.memberPorts()));
    properties.setProperty("nflogGroup", Integer.toString(settings.nflogGroup()));
    properties.setProperty("watchPeriodMs", Long.toString(settings.watchPeriod().toMillis()));
    properties.setProperty("commandTimeoutMs", Long.toString(settings.commandTimeout().toMillis()));
    properties.setProperty("onStop", settings.onStop().name().toLowerCase(Locale.ROOT));
    StringWriter writer = new StringWriter();
    properties.store(writer, null);
    String undated =
        writer.toString().lines().filter(line -> !line.startsWith("#")).sorted().collect(lines());
    return Bytes.of(undated.getBytes(StandardCharsets.UTF_8));
  }

  private static Collector<CharSequence, ?, String> lines() {
    return Collectors.joining("\n", "", "\n");
  }

  /** A configured network as it was: no other ranges are among them. */
  private static String cidr(AddressRange network) {
    String address = new AddressRange(network.family(), network.first(), network.first()).text();
    int mostBits = network.family() == Family.IPV4 ? 32 : 128;
    return IntStream.rangeClosed(0, mostBits)
        .mapToObj(bits -> address + '/' + bits)
        .filter(cidr -> AddressRange.ofCidr(cidr).filter(network::equals).isPresent())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(network + " is no network"));
  }

  private static String joined(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR));
  }
}
