package org.wardgate.settings.form;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;

/**
 * The metatype of this project's bundles in the framework.
 *
 * @param context of any bundle
 */
record BundleShapes(BundleContext context) {
  /** Whose settings are shown: bundles whose symbolic name begins so. */
  static final String PREFIX = "org.wardgate.";

  private static final int RUNNING = Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE;
  private static final int DOCUMENTS_MAX_COUNT = 32;
  private static final Logger LOG = LoggerFactory.getLogger(BundleShapes.class);

  /** By name; of two with one identity, that of the bundle installed first. */
  List<Shape> all() {
    Map<String, Shape> byPid = new LinkedHashMap<>();
    Arrays.stream(context.getBundles())
        .filter(bundle -> (bundle.getState() & RUNNING) != 0)
        .filter(bundle -> String.valueOf(bundle.getSymbolicName()).startsWith(PREFIX))
        .forEach(bundle -> of(bundle).forEach(byPid::putIfAbsent));
    return byPid.values().stream()
        .sorted(
            Comparator.comparing(Shape::name, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Shape::pid))
        .toList();
  }

  private static Map<String, Shape> of(Bundle bundle) {
    Enumeration<URL> found = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
    List<URL> documents = found == null ? List.of() : Collections.list(found);
    Map<String, Shape> byPid = new LinkedHashMap<>();
    for (URL document : documents.subList(0, Math.min(DOCUMENTS_MAX_COUNT, documents.size()))) {
      try (InputStream in = document.openStream()) {
        Bytes content = Bytes.of(in.readNBytes(MetatypeReader.DOCUMENT_MAX_BYTES + 1));
        for (Shape shape : MetatypeReader.read(content)) {
          // of several the one that is named after it, which is the one that Kura shows
          if (document.getPath().endsWith("/" + shape.pid() + ".xml")) {
            byPid.put(shape.pid(), shape);
          } else {
            byPid.putIfAbsent(shape.pid(), shape);
          }
        }
      } catch (IOException | IllegalArgumentException e) {
        LOG.warn("no form from {} of {}", document.getPath(), name(bundle), e);
      }
    }
    return byPid;
  }

  private static String name(Bundle bundle) {
    return Objects.requireNonNullElse(bundle.getSymbolicName(), "?");
  }
}
