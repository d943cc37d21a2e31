package org.wardgate.updater.resolve;

import java.util.Map;
import org.osgi.resource.Capability;
import org.osgi.resource.Resource;
import org.osgi.service.resolver.HostedCapability;

/**
 * A fragment's capability, offered by the bundle that it is attached to.
 *
 * @param host the bundle
 * @param declared the fragment's
 */
record Attached(Resource host, Capability declared) implements HostedCapability {
  @Override
  public Resource getResource() {
    return host;
  }

  @Override
  public Capability getDeclaredCapability() {
    return declared;
  }

  @Override
  public String getNamespace() {
    return declared.getNamespace();
  }

  @Override
  public Map<String, String> getDirectives() {
    return declared.getDirectives();
  }

  @Override
  public Map<String, Object> getAttributes() {
    return declared.getAttributes();
  }
}
