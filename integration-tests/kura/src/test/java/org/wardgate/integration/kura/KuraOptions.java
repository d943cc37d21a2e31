package org.wardgate.integration.kura;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/** The bundles of a Kura without this gateway, as Pax Exam options. */
final class KuraOptions {
  private static final int KURA_LEVEL = 3;
  private static final int SERVICES_LEVEL = 4;

  private static final String CAPABILITIES = "org.osgi.framework.system.capabilities.extra";

  /** What slf4j 2 asks for: without it nothing is logged, and nothing else changes. */
  private static final String SERVICE_LOADER =
      "osgi.extender;osgi.extender=\"osgi.serviceloader.processor\";version:Version=\"1.0\","
          + "osgi.serviceloader;osgi.serviceloader=\"org.slf4j.spi.SLF4JServiceProvider\"";

  private KuraOptions() {}

  static Option kura(Site site) throws IOException {
    List<Option> options = new ArrayList<>();
    for (Path jar : jars(Site.suite() + "/bundles")) {
      options.add(bundle("reference:" + jar.toUri()).startLevel(KURA_LEVEL));
    }
    for (Path jar : jars("services")) {
      options.add(bundle("reference:" + jar.toUri()).startLevel(SERVICES_LEVEL));
    }
    options.add(systemProperty("org.wardgate.programs.any").value("true"));
    options.add(frameworkProperty(CAPABILITIES).value(SERVICE_LOADER));
    options.add(junitBundles());
    options.add(frameworkStartLevel(100));
    options.add(
        frameworkProperty("org.osgi.service.http.port").value(Integer.toString(Site.HTTP_PORT)));
    options.add(frameworkProperty("org.eclipse.equinox.http.jetty.http.host").value("127.0.0.1"));
    options.add(frameworkProperty("kura.version").value(Site.kuraVersion()));
    options.add(frameworkProperty("kura.data").value(site.kura().resolve("data").toString()));
    options.add(frameworkProperty("kura.root").value(site.kura().toString()));
    return composite(options.toArray(Option[]::new));
  }

  private static List<Path> jars(String folder) throws IOException {
    Path directory = Site.target().resolve(folder);
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
