package org.wardgate.packages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A machine with Kura on it, as far as packages see it: a folder that dpkg takes for the root. The
 * packages' scripts run outside of it, told where it is.
 *
 * @param root the folder
 */
record KuraRoot(Path root) {
  /** One with nothing but Kura. */
  static KuraRoot with(Path folder, String kuraPackage, String version) throws IOException {
    Path root = Files.createDirectories(folder);
    Files.createDirectories(root.resolve("var/lib/dpkg/info"));
    Files.createDirectories(root.resolve("var/lib/dpkg/updates"));
    Files.writeString(
        root.resolve("var/lib/dpkg/status"),
        String.join(
            "\n",
            "Package: " + kuraPackage,
            "Status: install ok installed",
            "Version: " + version,
            "Architecture: all",
            "Maintainer: nobody",
            "Description: stands for Kura",
            "",
            ""));
    Files.writeString(root.resolve("var/lib/dpkg/info/" + kuraPackage + ".list"), "/.\n");
    Files.createDirectories(root.resolve("opt/eclipse/kura/packages"));
    Files.createDirectories(root.resolve("opt/eclipse/kura/plugins/6s"));
    return new KuraRoot(root);
  }

  Path packages() {
    return root.resolve("opt/eclipse/kura/packages");
  }

  Path dpa() {
    return packages().resolve("dpa.properties");
  }

  /** What the gateway kept. */
  Path data() {
    return root.resolve("opt/eclipse/kura/data/wardgate");
  }

  String list() throws IOException {
    return Files.readString(dpa(), StandardCharsets.ISO_8859_1);
  }

  Program.Result dpkg(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "dpkg",
                "--root=" + root,
                "--force-not-root",
                "--force-script-chrootless",
                "--force-confold",
                "--force-bad-path"));
    command.addAll(List.of(arguments));
    return Program.run(root, command, Map.of("DPKG_MAINTSCRIPT_DEBUG", ""));
  }
}
