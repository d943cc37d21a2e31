package org.wardgate.ward.network;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The configuration ulogd2 runs with: NFLOG in, one JSON object a packet out. */
final class UlogdConfig {
  private static final List<String> PLUGINS =
      List.of(
          "inppkt_NFLOG",
          "raw2packet_BASE",
          "filter_IFINDEX",
          "filter_IP2STR",
          "filter_HWHDR",
          "output_JSON");
  private static final String LIBRARIES = "/usr/lib";

  private UlogdConfig() {}

  /**
   * The text.
   *
   * @param plugins folder
   * @param group NFLOG group
   */
  static String text(Path plugins, int group) {
    String loads =
        PLUGINS.stream()
            .map(name -> "plugin=\"" + plugins.resolve("ulogd_" + name + ".so") + "\"\n")
            .collect(Collectors.joining());
    return "[global]\nlogfile=\"stderr\"\nloglevel=7\n"
        + loads
        + "stack=ward:NFLOG,base1:BASE,ifi1:IFINDEX,ip2str1:IP2STR,mac2str1:HWHDR,json1:JSON\n"
        + "[ward]\ngroup="
        + group
        + "\nnetlink_qthreshold=1\n"
        + "netlink_socket_buffer_size=1048576\nnetlink_socket_buffer_maxsize=4194304\n"
        + "[json1]\nfile=\"/dev/stdout\"\nsync=1\ndevice=\"wardgate\"\n";
  }

  /** The folder with ulogd2's plugins, in the places distributions use. */
  static Optional<Path> findPlugins() {
    for (Path candidate : List.of(Path.of(LIBRARIES, "ulogd"), Path.of("/usr/lib64/ulogd"))) {
      if (complete(candidate)) {
        return Optional.of(candidate);
      }
    }
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(Path.of(LIBRARIES), Files::isDirectory)) {
      for (Path folder : folders) {
        if (complete(folder.resolve("ulogd"))) {
          return Optional.of(folder.resolve("ulogd"));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean complete(Path folder) {
    return PLUGINS.stream().allMatch(name -> Files.exists(folder.resolve("ulogd_" + name + ".so")));
  }
}
