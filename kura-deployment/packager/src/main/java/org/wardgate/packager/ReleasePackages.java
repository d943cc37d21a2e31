package org.wardgate.packager;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.launcher.feature.MavenId;

/** The packages that make up a release. */
final class ReleasePackages {
  private static final String GROUP = "org.wardgate";
  private static final String KURA_FEATURE = "kura";

  /** Symbolic name of the package with everything but the installer. */
  static final String GATEWAY = "org.wardgate.gateway";

  /** Symbolic name of the installer's package and bundle. */
  static final String INSTALLER = "org.wardgate.installer";

  /** The platform of a gateway with Kura. */
  static final String KURA = "kura";

  /** The platform of a gateway without. */
  static final String STANDALONE = "standalone";

  private final PackagingOrder order;
  private final FeatureBundles bundles;

  ReleasePackages(PackagingOrder order, BundleChoice choice) {
    this.order = order;
    this.bundles = new FeatureBundles(order.features(), order.jars(), choice);
  }

  /** All of them. */
  List<DeploymentPackage> all() throws IOException, PackagingException {
    return List.of(gateway(), installer(), standalone());
  }

  /** Everything but the installer, for Kura: what the framework gives there stays out. */
  DeploymentPackage gateway() throws PackagingException {
    List<BundleFile> files =
        bundles.of(
            List.of("core", "coap", "console", KURA_FEATURE), id -> id.group().equals(GROUP));
    PackageRules.check(files);
    return new DeploymentPackage(
        GATEWAY + "-" + order.release() + ".dp",
        headers(GATEWAY, "Wardgate gateway", KURA),
        files,
        List.of());
  }

  /** What replaces the others. */
  private DeploymentPackage installer() throws PackagingException {
    List<BundleFile> files =
        List.of(bundles.bundle(new MavenId(GROUP, INSTALLER, order.release())));
    PackageRules.check(files);
    return new DeploymentPackage(
        INSTALLER + "-" + order.release() + ".dp",
        headers(INSTALLER, "Wardgate installer", KURA),
        files,
        List.of());
  }

  /** The repository and the features of a gateway without Kura. */
  private DeploymentPackage standalone() throws IOException, PackagingException {
    List<Resource> features = bundles.files(name -> !name.equals("features/kura.json"));
    List<String> names = new ArrayList<>();
    for (Resource feature : features) {
      String name = feature.name();
      names.add(name.substring(name.indexOf('/') + 1, name.length() - ".json".length()));
    }
    List<BundleFile> files = bundles.of(names, id -> true);
    PackageRules.once(files);
    return new DeploymentPackage(
        GATEWAY + "-" + STANDALONE + "-" + order.release() + ".dp",
        headers(GATEWAY, "Wardgate gateway, standalone", STANDALONE),
        files,
        features);
  }

  private Map<String, String> headers(String symbolicName, String name, String platform) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("DeploymentPackage-SymbolicName", symbolicName);
    headers.put("DeploymentPackage-Version", order.version().toString());
    headers.put("DeploymentPackage-Name", name);
    headers.put("DeploymentPackage-Vendor", "Wardgate");
    headers.put("DeploymentPackage-License", "EPL-2.0");
    headers.put("Wardgate-Platform", platform);
    headers.put("Wardgate-Expires", order.expires().toString());
    order.requires().ifPresent(v -> headers.put("Wardgate-Requires-Version", v.toString()));
    if (symbolicName.equals(GATEWAY)) {
      headers.put("Wardgate-Probes", "join,transport");
    }
    return headers;
  }
}
