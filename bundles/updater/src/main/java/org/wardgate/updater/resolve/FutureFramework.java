package org.wardgate.updater.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.felix.utils.resource.CapabilitySet;
import org.apache.felix.utils.resource.RequirementImpl;
import org.apache.felix.utils.resource.ResourceBuilder;
import org.apache.felix.utils.resource.SimpleFilter;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wiring;
import org.osgi.service.resolver.HostedCapability;
import org.osgi.service.resolver.ResolveContext;

/** The framework as it would be: what stays of it, and what comes. Used by one thread. */
final class FutureFramework extends ResolveContext {
  private static final Pattern PACKAGE = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]+)\\)");

  private final StayingBundles staying;
  private final List<Resource> mandatory = new ArrayList<>();
  private final Map<String, List<Capability>> offered = new HashMap<>();

  FutureFramework(StayingBundles staying, List<ComingBundle> coming) {
    this.staying = staying;
    mandatory.addAll(coming);
    mandatory.addAll(staying.loose());
    staying.capabilities().forEach(this::offer);
    coming.forEach(bundle -> bundle.getCapabilities(null).forEach(this::offer));
    offered.values().forEach(list -> list.sort(preference()));
  }

  @Override
  public Collection<Resource> getMandatoryResources() {
    return List.copyOf(mandatory);
  }

  @Override
  public List<Capability> findProviders(Requirement requirement) {
    SimpleFilter filter = RequirementImpl.getFilter(requirement);
    List<Capability> providers = new ArrayList<>();
    for (Capability capability : offered.getOrDefault(key(requirement), List.of())) {
      if (CapabilitySet.matches(capability, filter)) {
        providers.add(capability);
      }
    }
    return providers;
  }

  @Override
  public int insertHostedCapability(List<Capability> all, HostedCapability hosted) {
    all.add(hosted);
    return all.size() - 1;
  }

  @Override
  public boolean isEffective(Requirement requirement) {
    Map<String, String> directives = requirement.getDirectives();
    String effective = directives.get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
    return (effective == null || effective.equals(Namespace.EFFECTIVE_RESOLVE))
        && !ResourceBuilder.RESOLUTION_DYNAMIC.equals(
            directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
  }

  @Override
  public Map<Resource, Wiring> getWirings() {
    return staying.wirings();
  }

  private void offer(Capability capability) {
    offered.computeIfAbsent(key(capability), key -> new ArrayList<>()).add(capability);
  }

  /** Packages by name: there are thousands, and nearly all of a requirement's are of one name. */
  private static String key(Capability capability) {
    String namespace = capability.getNamespace();
    return namespace.equals(PackageNamespace.PACKAGE_NAMESPACE)
        ? namespace + ' ' + capability.getAttributes().get(namespace)
        : namespace;
  }

  private static String key(Requirement requirement) {
    String namespace = requirement.getNamespace();
    if (!namespace.equals(PackageNamespace.PACKAGE_NAMESPACE)) {
      return namespace;
    }
    String filter = String.valueOf(requirement.getDirectives().get("filter"));
    Matcher matcher = PACKAGE.matcher(filter);
    Object named = requirement.getAttributes().get(namespace);
    return namespace + ' ' + (matcher.find() ? matcher.group(1) : named);
  }

  /** As frameworks choose: what is resolved first, then the higher version. */
  private Comparator<Capability> preference() {
    return Comparator.comparing(
            (Capability capability) -> !staying.wirings().containsKey(capability.getResource()))
        .thenComparing(FutureFramework::version, Comparator.reverseOrder());
  }

  private static Version version(Capability capability) {
    return capability.getAttributes().get("version") instanceof Version version
        ? version
        : Version.emptyVersion;
  }
}
