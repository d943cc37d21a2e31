package org.wardgate.onboarding;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.transport.ResourceHandler;

/** EST {@code /skc}: answers with Content-Formats 284 and 287 in one. Thread-safe. */
@Component(name = "org.wardgate.onboarding.skc", service = ResourceHandler.class)
public final class ServerKeyWithCertificate extends ServerKeyEnrolment {
  /** Asks the inventory whom it is allowed for. */
  @Activate
  public ServerKeyWithCertificate(
      @Reference Enrolments enrolments, @Reference Inventory inventory) {
    super("skc", enrolments, inventory, CertificateFormat.SINGLE);
  }
}
