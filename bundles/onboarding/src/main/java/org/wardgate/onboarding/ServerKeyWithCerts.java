package org.wardgate.onboarding;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.transport.ResourceHandler;

/** EST {@code /skg}: answers with Content-Formats 284 and 281 in one. Thread-safe. */
@Component(name = "org.wardgate.onboarding.skg", service = ResourceHandler.class)
public final class ServerKeyWithCerts extends ServerKeyEnrolment {
  /** Asks the inventory whom it is allowed for. */
  @Activate
  public ServerKeyWithCerts(@Reference Enrolments enrolments, @Reference Inventory inventory) {
    super("skg", enrolments, inventory, CertificateFormat.CERTS_ONLY);
  }
}
