package org.eclipse.kura.system;

import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** What is known about the machine and about Kura on it. */
public interface SystemService {
  /** The serial number. */
  @Nullable String getSerialNumber();

  /** The device's name. */
  @Nullable String getDeviceName();

  /** Kura's version. */
  @Nullable String getKuraVersion();

  /** Where Kura is. */
  @Nullable String getKuraHome();

  /** Where data may be kept that outlives a restart. */
  @Nullable String getKuraDataDirectory();

  /** Where the configuration is. */
  @Nullable String getKuraUserConfigDirectory();

  /** Where snapshots are. */
  @Nullable String getKuraSnapshotsDirectory();

  /** The host's name. */
  @Nullable String getHostname();

  /** The address of the main network interface. */
  @Nullable String getPrimaryMacAddress();

  /** The installation's properties. */
  Properties getProperties();

  /** The bundles. */
  Bundle[] getBundles();
}
