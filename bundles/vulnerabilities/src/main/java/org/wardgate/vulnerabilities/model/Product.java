package org.wardgate.vulnerabilities.model;

import java.util.List;
import java.util.Locale;
import org.wardgate.vulnerabilities.model.VersionRule.Answer;

/**
 * Software as a statement names it: by any of its identifiers, or by name and version. Immutable.
 *
 * @param purls package URLs
 * @param cpes CPE names
 * @param vendor who makes it, empty if not told
 * @param name its name, empty if not told
 * @param version which versions are meant
 */
public record Product(
    List<Purl> purls, List<Cpe> cpes, String vendor, String name, VersionRule version) {
  /** Copies the lists. */
  public Product {
    purls = List.copyOf(purls);
    cpes = List.copyOf(cpes);
  }

  /** Whether nothing identifies it. */
  public boolean nameless() {
    return purls.isEmpty() && cpes.isEmpty() && name.isEmpty();
  }

  /**
   * Whether the firmware of a device is meant.
   *
   * @param ofVendor who makes the firmware
   */
  public Answer names(Identity firmware, String ofVendor) {
    boolean byName = sameText(name, firmware.name()) && sameText(vendor, ofVendor);
    return names(firmware, byName);
  }

  /** Whether a component is meant. */
  public Answer names(Identity component) {
    return names(component, sameText(name, component.name()));
  }

  /** Whether some version of the firmware is meant. */
  public boolean namesSomeVersionOf(Identity firmware, String ofVendor) {
    return (sameText(name, firmware.name()) && sameText(vendor, ofVendor))
        || purls.stream().anyMatch(p -> firmware.purl().filter(p::namesPackageOf).isPresent())
        || cpes.stream().anyMatch(c -> firmware.cpe().filter(c::namesProductOf).isPresent());
  }

  /** The one version that is meant; empty if it is not one. */
  public String oneVersion() {
    if (!version.text().isEmpty()) {
      return version.range() ? "" : version.text();
    }
    for (Purl purl : purls) {
      if (!purl.version().isEmpty()) {
        return purl.version();
      }
    }
    return cpes.stream().map(Cpe::version).filter(v -> !v.isEmpty()).findFirst().orElse("");
  }

  private Answer names(Identity software, boolean byName) {
    Answer best = byName ? version.includes(software.version()) : Answer.NO;
    for (Purl purl : purls) {
      if (software.purl().filter(purl::namesPackageOf).isPresent()) {
        String own = software.purl().map(Purl::version).orElse("");
        best = better(best, includes(purl.version(), own.isEmpty() ? software.version() : own));
      }
    }
    for (Cpe cpe : cpes) {
      if (software.cpe().filter(cpe::namesProductOf).isPresent()) {
        String own = software.cpe().map(Cpe::version).orElse("");
        best = better(best, includes(cpe.version(), own.isEmpty() ? software.version() : own));
      }
    }
    return best;
  }

  /** An identifier without a version leaves it to the rule. */
  private Answer includes(String identified, String of) {
    return (identified.isEmpty() ? version : new VersionRule(identified, false)).includes(of);
  }

  private static Answer better(Answer one, Answer other) {
    return one.compareTo(other) == 0 || one == Answer.YES
        ? one
        : other == Answer.YES ? other : Answer.UNCLEAR;
  }

  private static boolean sameText(String one, String other) {
    return !one.isEmpty() && one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }
}
