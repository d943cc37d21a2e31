package org.wardgate.attestation.profile.keep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the gateway's feature sets is what the keeper reads. */
class ProfileConfigurationTest {
  private static final Path FEATURE = Path.of("../../features/core.json");
  private static final String PID = "org.wardgate.attestation";

  private static JsonNode configuration() throws IOException {
    return new ObjectMapper().readTree(Files.readString(FEATURE)).path("configurations").path(PID);
  }

  @Test
  void everyNameOfTheFeatureIsOneThatTheKeeperReads() throws Exception {
    Set<String> read =
        Arrays.stream(ProfileKeeperConfiguration.class.getDeclaredMethods())
            .map(Method::getName)
            .collect(Collectors.toSet());
    Set<String> set = new TreeSet<>();
    configuration().fieldNames().forEachRemaining(set::add);
    assertThat(set).containsExactly("anchorsFile", "profileDirectory");
    assertThat(read).containsAll(set).contains("pollSeconds");
  }

  @Test
  void theFeatureNamesTheDirectoryAndTheHospitalsAnchorsOfTheInventory() throws Exception {
    assertThat(configuration().path("profileDirectory").asText())
        .isEqualTo("${wardgate.instance}/profiles");
    JsonNode inventory =
        new ObjectMapper()
            .readTree(Files.readString(FEATURE))
            .path("configurations")
            .path("org.wardgate.inventory");
    assertThat(configuration().path("anchorsFile").asText())
        .isEqualTo(inventory.path("anchorsFile").asText())
        .isEqualTo("${wardgate.instance}/inventory/anchors.pem");
  }
}
