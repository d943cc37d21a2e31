package org.wardgate.vulnerabilities.assess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.wardgate.vulnerabilities.model.Identity;
import org.wardgate.vulnerabilities.model.Product;
import org.wardgate.vulnerabilities.model.VersionRule.Answer;

/** The components of an SBOM, found by what identifies them. Immutable. */
final class Components {
  private final List<Identity> all;
  private final Map<String, List<Integer>> byKey = new HashMap<>();

  Components(List<Identity> components) {
    this.all = List.copyOf(components);
    for (int i = 0; i < all.size(); i++) {
      Identity component = all.get(i);
      add(name(component.name()), i);
      int index = i;
      component.purl().ifPresent(purl -> add("purl " + purl.key(), index));
      component.cpe().ifPresent(cpe -> add("cpe " + cpe.key(), index));
    }
  }

  private void add(String key, int index) {
    byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(index);
  }

  private static String name(String name) {
    return "name " + name.toLowerCase(Locale.ROOT);
  }

  /** Indices of the components that a product names; unclear ones only if asked for. */
  Set<Integer> named(Product product, boolean unclearToo) {
    Set<Integer> found = new HashSet<>();
    collect(name(product.name()), product, unclearToo, found);
    product.purls().forEach(p -> collect("purl " + p.key(), product, unclearToo, found));
    product.cpes().forEach(c -> collect("cpe " + c.key(), product, unclearToo, found));
    return found;
  }

  private void collect(String key, Product product, boolean unclearToo, Set<Integer> found) {
    for (int index : byKey.getOrDefault(key, List.of())) {
      Answer answer = product.names(all.get(index));
      if (answer == Answer.YES || (unclearToo && answer == Answer.UNCLEAR)) {
        found.add(index);
      }
    }
  }
}
