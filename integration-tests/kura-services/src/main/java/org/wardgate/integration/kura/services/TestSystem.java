package org.wardgate.integration.kura.services;

import java.nio.file.Path;
import java.util.Properties;
import org.eclipse.kura.system.SystemService;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** One gateway below one directory. */
final class TestSystem implements SystemService {
  private final BundleContext context;
  private final Path root;
  private final String version;

  TestSystem(BundleContext context, Path root, String version) {
    this.context = context;
    this.root = root;
    this.version = version;
  }

  @Override
  public String getSerialNumber() {
    return "SN-0815";
  }

  @Override
  public String getDeviceName() {
    return "Ward Gateway 7";
  }

  @Override
  public String getKuraVersion() {
    return version;
  }

  @Override
  public String getKuraHome() {
    return root.toString();
  }

  @Override
  public String getKuraDataDirectory() {
    return root.resolve("data").toString();
  }

  @Override
  public String getKuraUserConfigDirectory() {
    return root.resolve("user").toString();
  }

  @Override
  public String getKuraSnapshotsDirectory() {
    return root.resolve("user/snapshots").toString();
  }

  @Override
  public String getHostname() {
    return "ward-gateway-7";
  }

  @Override
  public String getPrimaryMacAddress() {
    return "02:00:00:00:00:07";
  }

  @Override
  public Properties getProperties() {
    return new Properties();
  }

  @Override
  public Bundle[] getBundles() {
    return context.getBundles();
  }
}
