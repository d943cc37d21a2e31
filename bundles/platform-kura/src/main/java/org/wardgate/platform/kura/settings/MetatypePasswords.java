package org.wardgate.platform.kura.settings;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/**
 * Passwords by the metatype of the bundles of ours.
 *
 * @param context whose framework's bundles are looked at
 * @param metatypes reads their metatype
 */
record MetatypePasswords(BundleContext context, MetaTypeService metatypes) implements Passwords {
  private static final String OURS = "org.wardgate.";

  @Override
  public Set<String> of(String pid) {
    Set<String> names = new HashSet<>();
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getSymbolicName() != null && bundle.getSymbolicName().startsWith(OURS)) {
        collect(metatypes.getMetaTypeInformation(bundle), pid, names);
      }
    }
    return names;
  }

  private static void collect(MetaTypeInformation information, String pid, Set<String> names) {
    boolean has =
        Stream.of(information.getPids(), information.getFactoryPids())
            .flatMap(Arrays::stream)
            .anyMatch(pid::equals);
    if (!has) {
      return;
    }
    for (AttributeDefinition attribute :
        information
            .getObjectClassDefinition(pid, null)
            .getAttributeDefinitions(ObjectClassDefinition.ALL)) {
      if (attribute.getType() == AttributeDefinition.PASSWORD) {
        names.add(attribute.getID());
      }
    }
  }
}
