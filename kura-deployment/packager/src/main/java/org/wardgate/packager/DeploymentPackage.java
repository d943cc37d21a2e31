package org.wardgate.packager;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What goes into one deployment package (OSGi Compendium §114).
 *
 * @param fileName what the file is called
 * @param headers the manifest's main headers in their order
 * @param bundles in the order in which they are installed and started
 * @param resources plain files that no section of the manifest names: a deployment admin overlooks
 *     them
 */
record DeploymentPackage(
    String fileName,
    Map<String, String> headers,
    List<BundleFile> bundles,
    List<Resource> resources) {

  DeploymentPackage {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    bundles = List.copyOf(bundles);
    resources = List.copyOf(resources);
  }
}
