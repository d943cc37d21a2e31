package org.wardgate.crypto.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.wardgate.crypto.ec.EcProvider;

/** Keeps the fast elliptic-curve provider installed while the bundle is active. */
@Component(
    name = "org.wardgate.crypto.ec",
    immediate = true,
    service = {})
public final class EcProviderInstaller {
  /** Installs the provider. */
  @Activate
  public EcProviderInstaller() {
    EcProvider.install();
  }

  /** Removes the provider, so that nothing of this bundle stays behind in the JVM. */
  @Deactivate
  void stop() {
    EcProvider.remove();
  }
}
