package org.wardgate.updater.resolve;

import java.util.Map;
import org.apache.felix.utils.resource.RequirementImpl;
import org.apache.felix.utils.resource.ResourceBuilder;
import org.apache.felix.utils.resource.ResourceImpl;
import org.osgi.framework.BundleException;
import org.wardgate.updater.pack.PackageBundle;

/** A bundle that is not in the framework yet, as the resolver sees it. */
final class ComingBundle extends ResourceImpl {
  private static final String EXTENDER = "osgi.extender";

  /** From Declarative Services 1.3 on, which is what the components of ours need. */
  private static final String COMPONENT_EXTENDER =
      "(&(osgi.extender=osgi.component)(version>=1.3.0)(!(version>=2.0.0)))";

  private final String name;

  private ComingBundle(String name) {
    this.name = name;
  }

  /** Reads the bundle's headers. */
  static ComingBundle of(PackageBundle bundle) throws BundleException {
    Map<String, String> headers = bundle.headers();
    ComingBundle coming = new ComingBundle(bundle.symbolicName() + ' ' + bundle.version());
    ResourceImpl unused = ResourceBuilder.build(coming, null, headers);
    if (headers.containsKey("Service-Component")) {
      coming.addRequirement(new RequirementImpl(coming, EXTENDER, COMPONENT_EXTENDER));
    }
    return coming;
  }

  // Each is itself and no other: by content, the library would compare all capabilities at every
  // look into a map.
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return name;
  }
}
