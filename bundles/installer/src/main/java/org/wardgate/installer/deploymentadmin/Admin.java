package org.wardgate.installer.deploymentadmin;

import java.io.IOException;
import java.io.InputStream;
import org.osgi.service.deploymentadmin.DeploymentAdmin;
import org.osgi.service.deploymentadmin.DeploymentException;
import org.osgi.service.deploymentadmin.DeploymentPackage;

/**
 * Calls Deployment Admin. The one class that needs its types: loaded only when the service is
 * there.
 */
final class Admin {

  private Admin() {}

  /** Version of a package; empty if there is none of that name. */
  static String version(Object service, String name) {
    DeploymentPackage present = ((DeploymentAdmin) service).getDeploymentPackage(name);
    return present == null ? "" : present.getVersion().toString();
  }

  /**
   * Installs a package.
   *
   * @throws IOException whatever Deployment Admin complains of
   */
  static void install(Object service, InputStream in) throws IOException {
    try {
      ((DeploymentAdmin) service).installDeploymentPackage(in);
    } catch (DeploymentException e) {
      throw new IOException("code " + e.getCode() + ", " + e.getMessage(), e);
    }
  }
}
