package org.wardgate.kura.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.cloudconnection.request.RequestHandler;
import org.eclipse.kura.cloudconnection.request.RequestHandlerMessageConstants;
import org.eclipse.kura.configuration.ConfigurationService;
import org.eclipse.kura.message.KuraResponsePayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is declared here is what Kura has, by descriptors, and nothing else. */
class SignaturesTest {
  private static final Expected EXPECTED = Expected.read();
  private static final Set<String> INHERITED =
      Set.of("equals", "hashCode", "toString", "getMessage", "values", "valueOf");

  static Stream<Expected.Type> types() {
    return EXPECTED.types().stream();
  }

  private static Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, false, SignaturesTest.class.getClassLoader());
  }

  private static String line(Executable member) {
    boolean constructor = member instanceof Constructor;
    Class<?> result = member instanceof Method method ? method.getReturnType() : void.class;
    String name = constructor ? "<init>" : member.getName();
    String mark = !constructor && Modifier.isStatic(member.getModifiers()) ? "+" : "";
    if (Arrays.asList(member.getExceptionTypes()).contains(KuraException.class)) {
      mark = "*";
    }
    String descriptor =
        MethodType.methodType(result, member.getParameterTypes()).toMethodDescriptorString();
    return mark + name + " " + descriptor;
  }

  @ParameterizedTest
  @MethodSource("types")
  void membersAreTheListedOnesAndNoOthers(Expected.Type type) throws Exception {
    Class<?> declared = load(type.name());
    Stream<Executable> constructors =
        declared.isEnum() ? Stream.of() : Arrays.stream(declared.getConstructors());
    List<String> members =
        Stream.concat(constructors, Arrays.stream(declared.getDeclaredMethods()))
            .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
            .filter(member -> !INHERITED.contains(member.getName()))
            .map(SignaturesTest::line)
            .toList();
    assertThat(members).containsExactlyInAnyOrderElementsOf(type.members());
  }

  @ParameterizedTest
  @MethodSource("types")
  void kindsAndSuperTypesAreTheListedOnes(Expected.Type type) throws Exception {
    Class<?> declared = load(type.name());
    assertThat(Modifier.isPublic(declared.getModifiers())).isTrue();
    assertThat(Modifier.isFinal(declared.getModifiers()) && !declared.isEnum()).isFalse();
    String kind = declared.isEnum() ? "enum" : declared.isInterface() ? "interface" : "class";
    assertThat(kind).isEqualTo(type.kind().toLowerCase(Locale.ROOT));
    if (declared.isInterface() && !type.over().isEmpty()) {
      assertThat(declared.getInterfaces()).extracting(Class::getName).containsExactly(type.over());
    } else if (!type.over().isEmpty()) {
      assertThat(declared.getSuperclass().getName()).isEqualTo(type.over());
    }
  }

  @Test
  void packagesHaveTheListedVersions() throws IOException {
    String exported;
    try (InputStream in =
        Files.newInputStream(Path.of("target", "classes", "META-INF", "MANIFEST.MF"))) {
      exported = new Manifest(in).getMainAttributes().getValue("Export-Package");
    }
    EXPECTED
        .packages()
        .forEach(
            (name, version) ->
                assertThat("," + exported).contains("," + name + ";version=\"" + version + "\""));
  }

  @Test
  void nothingIsDeclaredThatIsNotListed() throws IOException {
    Path classes = Path.of("target", "classes");
    Set<String> declared = new TreeSet<>();
    try (Stream<Path> files = Files.walk(classes)) {
      files
          .map(file -> classes.relativize(file).toString().replace('/', '.'))
          .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .forEach(declared::add);
    }
    assertThat(declared)
        .containsExactlyInAnyOrderElementsOf(types().map(Expected.Type::name).toList());
  }

  @Test
  void failuresAreChecked() {
    assertThat(RuntimeException.class.isAssignableFrom(KuraException.class)).isFalse();
  }

  @Test
  void requestHandlersNeedNotImplementAnything() {
    assertThat(RequestHandler.class.getMethods()).allMatch(Method::isDefault);
  }

  @Test
  void constantsHaveKurasValues() {
    assertThat(ConfigurationService.KURA_SERVICE_PID).isEqualTo("kura.service.pid");
    assertThat(RequestHandlerMessageConstants.ARGS_KEY.value()).isEqualTo("args");
    assertThat(KuraResponsePayload.RESPONSE_CODE_OK).isEqualTo(200);
    assertThat(KuraResponsePayload.RESPONSE_CODE_BAD_REQUEST).isEqualTo(400);
    assertThat(KuraResponsePayload.RESPONSE_CODE_NOTFOUND).isEqualTo(404);
    assertThat(KuraResponsePayload.RESPONSE_CODE_ERROR).isEqualTo(500);
  }
}
