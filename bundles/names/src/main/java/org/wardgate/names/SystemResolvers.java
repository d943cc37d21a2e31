package org.wardgate.names;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.platform.DurableFile;

/** The resolvers that the machine itself asks, as resolv.conf(5) names them. */
final class SystemResolvers implements Supplier<List<InetAddress>> {
  private static final Path FILE = Path.of("/etc/resolv.conf");
  private static final int FILE_MAX_BYTES = 65_536;
  private static final Pattern LINE =
      Pattern.compile("\\s*nameserver\\s+([0-9a-fA-F.:]{2,45})\\s*");
  private static final Logger LOG = LoggerFactory.getLogger(SystemResolvers.class);

  private final Path file;

  SystemResolvers() {
    this(FILE);
  }

  SystemResolvers(Path file) {
    this.file = file;
  }

  @Override
  public List<InetAddress> get() {
    try {
      byte[] content = DurableFile.readAtMost(file, FILE_MAX_BYTES).toArray();
      return parse(new String(content, StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}", file, e.getMessage());
      return List.of();
    }
  }

  static List<InetAddress> parse(String text) {
    List<InetAddress> resolvers = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches() && matcher.group(1).matches(".*[.:].*")) {
        try {
          resolvers.add(InetAddress.getByName(matcher.group(1)));
        } catch (UnknownHostException e) {
          LOG.debug("not an address: {}", line);
        }
      }
    }
    return List.copyOf(resolvers);
  }
}
