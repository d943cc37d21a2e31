package org.wardgate.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.command.line.Arguments;
import org.wardgate.launcher.Installation;
import org.wardgate.launcher.instance.Instance;

class HomeTest {

  private static final Arguments NONE = new Arguments(List.of(), Map.of(), Set.of());

  @TempDir Path directory = Path.of("");

  private Home home() {
    return new Home(new Installation(Path.of("/opt/wardgate")), directory);
  }

  private void demo(String json) throws Exception {
    Files.createDirectories(directory.resolve("demo"));
    Files.writeString(directory.resolve("demo/instance.json"), json);
  }

  private Path chosen() throws Exception {
    return home().instance(NONE).directory().getFileName();
  }

  @Test
  void theEnvironmentSaysWhereInstancesLie() {
    Installation installation = new Installation(Path.of("/opt/wardgate"));
    assertThat(Home.of(installation, Map.of()).folder()).hasToString("/opt/wardgate/.wardgate");
    assertThat(Home.of(installation, Map.of("WARDGATE_ROOT", "/src")).folder())
        .hasToString("/src/.wardgate");
    assertThat(
            Home.of(installation, Map.of("WARDGATE_ROOT", "/src", "WARDGATE_HOME", "/var/w"))
                .folder())
        .hasToString("/var/w");
  }

  @Test
  void theOneNamedIsMeant() throws Exception {
    Arguments named =
        new Arguments(
            List.of(), Map.of("--instance", directory.resolve("mine").toString()), Set.of());
    demo("{\"namespacePid\":1}");
    assertThat(home().instance(named).directory().getFileName()).hasToString("mine");
  }

  @Test
  void withoutADemoTheStandaloneOneIsMeant() throws Exception {
    assertThat(chosen()).hasToString("standalone");
    demo("{}");
    assertThat(chosen()).hasToString("standalone");
    demo("{\"netns\":\"no-such-namespace-here\"}");
    assertThat(chosen()).hasToString("standalone");
    demo("{\"namespacePid\":4194305}");
    assertThat(chosen()).hasToString("standalone");
  }

  @Test
  void whileItsNamespacesExistTheDemoIsMeant() throws Exception {
    demo("{\"namespacePid\":" + ProcessHandle.current().pid() + "}");
    assertThat(chosen()).hasToString("demo");
  }

  @Test
  void aPidOfSomebodyElseIsNoGateway() throws Exception {
    Instance instance = Instance.ofDefaults(directory);
    Files.writeString(instance.pidFile(), ProcessHandle.current().pid() + "\n");
    assertThat(new GatewayHandle(instance).process()).isEmpty();
    for (String nonsense : List.of("", "x", "-1", "99999999999999999999")) {
      Files.writeString(instance.pidFile(), nonsense);
      assertThat(new GatewayHandle(instance).process()).isEmpty();
    }
  }
}
