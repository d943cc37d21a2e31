package org.wardgate.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.wardgate.integration.architecture.BundleJar.Metatype;

/** What makes a component appear in Kura's console, checked in the bundles as they were built. */
class ConfigurableComponentsTest {
  private static final String MARKER = "org.eclipse.kura.configuration.ConfigurableComponent";
  private static final Set<String> TYPES =
      Set.of(
          "String",
          "Long",
          "Integer",
          "Short",
          "Double",
          "Float",
          "Char",
          "Byte",
          "Boolean",
          "Password");
  private static final int NAME_MAX_CHARS = 40;
  private static final Pattern UPPER = Pattern.compile("[A-Z]");
  private static final Set<String> COMMANDS = Set.of("nft", "ip", "ulogd");
  private static final Set<String> SMALL =
      Set.of("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to");
  private static final Set<String> NUMBERS =
      Set.of("Long", "Integer", "Short", "Double", "Float", "Byte");

  /** At least these show up. */
  private static final List<String> EXPECTED =
      List.of(
          "org.wardgate.transport.coap",
          "org.wardgate.onboarding",
          "org.wardgate.registrar",
          "org.wardgate.coap.eap",
          "org.wardgate.device.keys",
          "org.wardgate.enforcement.nft",
          "org.wardgate.ward.network",
          "org.wardgate.names",
          "org.wardgate.console",
          "org.wardgate.inventory",
          "org.wardgate.pki",
          "org.wardgate.mud",
          "org.wardgate.references",
          "org.wardgate.vulnerabilities",
          "org.wardgate.attestation",
          "org.wardgate.decision",
          "org.wardgate.cloud",
          "org.wardgate.updater");

  /**
   * A component with the marker.
   *
   * @param bundle where it is
   * @param element its description
   */
  record Marked(BundleJar bundle, Element element) {
    String name() {
      return element.getAttribute("name");
    }

    boolean isFactory() {
      return bundle.metatypes().stream()
          .flatMap(metatype -> BundleJar.below(metatype.root(), "Designate").stream())
          .anyMatch(designate -> designate.getAttribute("factoryPid").equals(name()));
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /**
   * A form.
   *
   * @param bundle where it is
   * @param metatype its file
   */
  record Form(BundleJar bundle, Metatype metatype) {
    Element ocd() {
      return BundleJar.below(metatype.root(), "OCD").get(0);
    }

    @Override
    public String toString() {
      return metatype.file();
    }
  }

  static List<Marked> marked() throws IOException {
    List<Marked> marked = new ArrayList<>();
    for (BundleJar bundle : BundleJar.all()) {
      for (Element component : bundle.components()) {
        if (provides(component, MARKER)) {
          marked.add(new Marked(bundle, component));
        }
      }
    }
    return marked;
  }

  static List<Form> forms() throws IOException {
    return BundleJar.all().stream()
        .flatMap(bundle -> bundle.metatypes().stream().map(each -> new Form(bundle, each)))
        .toList();
  }

  private static boolean provides(Element component, String service) {
    return BundleJar.below(component, "provide").stream()
        .anyMatch(provided -> provided.getAttribute("interface").equals(service));
  }

  @Test
  void everythingAnOperatorConfiguresIsThere() throws IOException {
    assertThat(marked().stream().map(Marked::name)).containsAll(EXPECTED);
  }

  @ParameterizedTest
  @MethodSource("marked")
  void aMarkedComponentIsNamedAsItsConfigurationAndKeepsToKurasRules(Marked component) {
    Element element = component.element();
    String name = component.name();
    assertThat(element.getAttribute("configuration-pid")).isIn("", name);
    assertThat(element.getAttribute("configuration-policy")).isEqualTo("require");
    assertThat(element.getAttribute("immediate")).isEqualTo("true");
    assertThat(element.getAttribute("modified")).isIn("modified", "updated");
    assertThat(element.getAttribute("factory")).isEmpty();
    if (!component.isFactory()) {
      assertThat(BundleJar.below(element, "property"))
          .as("property service.pid")
          .anyMatch(
              property ->
                  property.getAttribute("name").equals("service.pid")
                      && property.getAttribute("value").equals(name));
    }
    List<Metatype> own =
        component.bundle().metatypes().stream()
            .filter(metatype -> metatype.file().equals(name + ".xml"))
            .toList();
    assertThat(own).as("OSGI-INF/metatype/%s.xml", name).hasSize(1);
    Element root = own.get(0).root();
    assertThat(BundleJar.below(root, "OCD")).hasSize(1);
    assertThat(BundleJar.below(root, "OCD").get(0).getAttribute("id")).isEqualTo(name);
    List<Element> designates = BundleJar.below(root, "Designate");
    assertThat(designates).hasSize(1);
    String key = component.isFactory() ? "factoryPid" : "pid";
    assertThat(designates.get(0).getAttribute(key)).isEqualTo(name);
  }

  @Test
  void everyFormHasExactlyOneMarkedComponent() throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    for (Marked component : marked()) {
      counts.merge(component.name(), 1, Integer::sum);
    }
    for (Form form : forms()) {
      for (Element designate : BundleJar.below(form.metatype().root(), "Designate")) {
        String pid = designate.getAttribute("pid") + designate.getAttribute("factoryPid");
        assertThat(counts.getOrDefault(pid, 0)).as("components of %s", pid).isEqualTo(1);
        assertThat(form.metatype().file()).isEqualTo(pid + ".xml");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aFormSaysWhatItIsAndItsIconIsInTheBundle(Form form) {
    Element ocd = form.ocd();
    assertThat(ocd.getAttribute("name")).startsWith("Wardgate").hasSizeLessThan(64);
    assertThat(ocd.getAttribute("description")).isNotBlank();
    List<Element> icons = BundleJar.below(ocd, "Icon");
    assertThat(icons).hasSize(1);
    assertThat(icons.get(0).getAttribute("size")).isEqualTo("32");
    assertThat(form.bundle().entries()).contains(icons.get(0).getAttribute("resource"));
  }

  /** Words in title case, a group before a colon, a unit or kind in brackets at the end. */
  @ParameterizedTest
  @MethodSource("forms")
  void namesAreShortAndInTitleCase(Form form) {
    List<String> names = new ArrayList<>(List.of(form.ocd().getAttribute("name")));
    for (Element attribute : BundleJar.below(form.ocd(), "AD")) {
      names.add(attribute.getAttribute("name"));
    }
    assertThat(names)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(NAME_MAX_CHARS))
        .allSatisfy(
            name ->
                assertThat(name.replaceFirst(" \\([^()]+\\)$", "").split(": ", 2))
                    .allMatch(ConfigurableComponentsTest::inTitleCase));
  }

  private static boolean inTitleCase(String words) {
    List<String> all = List.of(words.split("[ -]", -1));
    return IntStream.range(0, all.size())
        .allMatch(
            i ->
                UPPER.matcher(all.get(i)).lookingAt()
                    || COMMANDS.contains(all.get(i))
                    || (i > 0 && SMALL.contains(all.get(i))));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyAttributeHasATitleADescriptionAndLimitsThatItsDefaultKeeps(Form form) {
    for (Element attribute : BundleJar.below(form.ocd(), "AD")) {
      String id = form + " " + attribute.getAttribute("id");
      String type = attribute.getAttribute("type");
      assertThat(type).as("type of %s", id).isIn(TYPES);
      assertThat(attribute.getAttribute("name")).as("title of %s", id).isNotBlank();
      assertThat(attribute.getAttribute("description")).as("description of %s", id).isNotBlank();
      assertThat(attribute.hasAttribute("default")).as("default of %s", id).isTrue();
      List<String> defaults = List.of(attribute.getAttribute("default").split(",", -1));
      if (NUMBERS.contains(type) && BundleJar.below(attribute, "Option").isEmpty()) {
        withinLimits(id, attribute, defaults);
      }
      List<String> options =
          BundleJar.below(attribute, "Option").stream()
              .map(option -> option.getAttribute("value"))
              .toList();
      if (!options.isEmpty()) {
        assertThat(options).as("options of %s", id).containsAll(defaults);
      }
      boolean empty = attribute.getAttribute("default").isEmpty();
      if (empty && type.equals("String")) {
        assertThat(attribute.getAttribute("required")).as("required of %s", id).isEqualTo("false");
      }
    }
  }

  private static void withinLimits(String id, Element attribute, List<String> defaults) {
    assertThat(attribute.getAttribute("min")).as("min of %s", id).isNotBlank();
    assertThat(attribute.getAttribute("max")).as("max of %s", id).isNotBlank();
    double min = Double.parseDouble(attribute.getAttribute("min"));
    double max = Double.parseDouble(attribute.getAttribute("max"));
    assertThat(min).as("limits of %s", id).isLessThanOrEqualTo(max);
    for (String value : defaults) {
      assertThat(Double.parseDouble(value)).as("default of %s", id).isBetween(min, max);
    }
  }

  static Stream<BundleJar> bundles() throws IOException {
    return BundleJar.all().stream();
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void noBundleButThePlatformsContainsKurasPackagesAndTheMarkerIsImportedAsItShouldBe(
      BundleJar bundle) {
    if (!Set.of("org.wardgate.kura-api", "org.wardgate.platform-felix").contains(bundle.name())) {
      assertThat(bundle.entries()).noneMatch(entry -> entry.startsWith("org/eclipse/kura/"));
      assertThat(bundle.header("Export-Package")).doesNotContain("org.eclipse.kura");
    }
    String imports = bundle.header("Import-Package");
    if (imports.contains("org.eclipse.kura.configuration;")
        && !bundle.name().equals("org.wardgate.platform-kura")) {
      assertThat(imports).contains("org.eclipse.kura.configuration;version=\"[1.2,2)\"");
    }
    if (!Set.of("org.wardgate.kura-api", "org.wardgate.platform-kura").contains(bundle.name())) {
      assertThat(imports.replace("org.eclipse.kura.configuration;", ""))
          .doesNotContain("org.eclipse.kura");
    }
  }
}
