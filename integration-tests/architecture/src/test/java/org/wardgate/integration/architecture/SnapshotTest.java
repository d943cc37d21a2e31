package org.wardgate.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.integration.architecture.BundleJar.below;

import java.io.File;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.wardgate.integration.architecture.ConfigurableComponentsTest.Form;
import org.wardgate.integration.architecture.ConfigurableComponentsTest.Marked;

/**
 * The example of a Kura snapshot against the forms of all bundles. If it fails after a form was
 * changed, make it again: {@code wardgate kura snapshot kura-deployment/snapshot/gateway.json >
 * kura-deployment/snapshot/wardgate-snapshot.xml}.
 */
class SnapshotTest {
  private static final File SNAPSHOT =
      new File("../../kura-deployment/snapshot/wardgate-snapshot.xml");

  /** What Kura itself adds to a configuration. */
  private static final Set<String> KURAS = Set.of("kura.service.pid", "service.factoryPid");

  private static List<Element> configurations() throws Exception {
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(SNAPSHOT)
            .getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("esf:configurations");
    assertThat(root.getAttribute("xmlns:esf")).isEqualTo("http://eurotech.com/esf/2.0");
    return below(root, "esf:configuration");
  }

  private static Map<String, Map<String, Element>> forms() throws Exception {
    Map<String, Map<String, Element>> forms = new HashMap<>();
    for (Form form : ConfigurableComponentsTest.forms()) {
      Map<String, Element> attributes = new HashMap<>();
      below(form.ocd(), "AD").forEach(ad -> attributes.put(ad.getAttribute("id"), ad));
      forms.put(form.ocd().getAttribute("id"), attributes);
    }
    return forms;
  }

  @Test
  void itConfiguresEveryComponentOfKuraThatIsNoFactory() throws Exception {
    Set<String> configured = new HashSet<>();
    for (Element configuration : configurations()) {
      assertThat(configured.add(configuration.getAttribute("pid"))).isTrue();
    }
    Set<String> components = new HashSet<>();
    for (Marked component : ConfigurableComponentsTest.marked()) {
      if (!component.isFactory() && !component.name().startsWith("org.wardgate.platform.felix")) {
        components.add(component.name());
      }
    }
    assertThat(configured).containsExactlyInAnyOrderElementsOf(components);
  }

  @Test
  void everyPropertyIsKnownOfItsTypeAndWithinItsLimits() throws Exception {
    Map<String, Map<String, Element>> forms = forms();
    for (Element configuration : configurations()) {
      String pid = configuration.getAttribute("pid");
      Map<String, Element> form = forms.getOrDefault(pid, Map.of());
      for (Element property : below(configuration, "esf:property")) {
        String name = property.getAttribute("name");
        assertThat(property.getAttribute("encrypted")).isEqualTo("false");
        if (!KURAS.contains(name)) {
          Element attribute = form.get(name);
          if (attribute == null) {
            throw new AssertionError(pid + " has no " + name);
          }
          fits(pid + ' ' + name, property, attribute);
        }
      }
    }
  }

  private static void fits(String what, Element property, Element attribute) {
    assertThat(property.getAttribute("type"))
        .as("type of %s", what)
        .isEqualTo(attribute.getAttribute("type"));
    boolean array = !Set.of("", "0", "1", "-1").contains(attribute.getAttribute("cardinality"));
    assertThat(property.getAttribute("array")).as("%s", what).isEqualTo(String.valueOf(array));
    List<Element> values = below(property, "esf:value");
    assertThat(values).as("values of %s", what).isNotEmpty();
    if (!array) {
      assertThat(values).as("values of %s", what).hasSize(1);
    }
    Set<String> options = new HashSet<>();
    below(attribute, "Option").forEach(option -> options.add(option.getAttribute("value")));
    for (Element value : values) {
      String text = value.getTextContent();
      if (!options.isEmpty()) {
        assertThat(options).as("options of %s", what).contains(text);
      }
      if (!attribute.getAttribute("min").isEmpty()) {
        assertThat(Double.parseDouble(text))
            .as("%s", what)
            .isGreaterThanOrEqualTo(Double.parseDouble(attribute.getAttribute("min")));
      }
      if (!attribute.getAttribute("max").isEmpty()) {
        assertThat(Double.parseDouble(text))
            .as("%s", what)
            .isLessThanOrEqualTo(Double.parseDouble(attribute.getAttribute("max")));
      }
    }
  }
}
