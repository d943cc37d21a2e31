package org.wardgate.platform.felix;

import org.osgi.service.component.annotations.Component;
import org.wardgate.api.platform.Secrets;

/**
 * Passwords as they stand in the configuration: here only the owner may read its files. Stateless.
 */
@Component(name = "org.wardgate.platform.felix.secrets", service = Secrets.class)
public final class PlainSecrets implements Secrets {
  /** For Declarative Services. */
  public PlainSecrets() {}

  @Override
  public char[] reveal(String configured) {
    return configured.toCharArray();
  }
}
