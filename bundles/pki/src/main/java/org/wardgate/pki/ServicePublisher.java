package org.wardgate.pki;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.wardgate.api.identity.GatewayCredential;

/** Publishes the credential as an OSGi service. Thread-safe. */
final class ServicePublisher implements CredentialPublisher {
  private final BundleContext context;
  private @Nullable ServiceRegistration<GatewayCredential> registration;

  ServicePublisher(BundleContext context) {
    this.context = context;
  }

  @Override
  public synchronized void publish(GatewayCredential credential) {
    ServiceRegistration<GatewayCredential> before = registration;
    // the new one first, so that nobody who takes the best one is ever without
    registration =
        context.registerService(
            GatewayCredential.class,
            credential,
            FrameworkUtil.asDictionary(
                Map.of(
                    "certificate.serialNumber",
                    credential.chain().get(0).getSerialNumber().toString(16))));
    if (before != null) {
      before.unregister();
    }
  }

  @Override
  public synchronized void withdraw() {
    if (registration != null) {
      registration.unregister();
      registration = null;
    }
  }
}
