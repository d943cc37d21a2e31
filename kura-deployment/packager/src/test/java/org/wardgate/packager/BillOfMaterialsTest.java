package org.wardgate.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
  private static final String BILL =
      """
      {"components": [
        {"name": "org.wardgate.a", "version": "1.1.0", "hashes": [{"alg": "%s", "content": "00"}],
         "bom-ref": "pkg:maven/org.wardgate/org.wardgate.a@1.1.0?type=jar",
         "purl": "pkg:maven/org.wardgate/org.wardgate.a@1.1.0?type=jar"},
        {"name": "inside", "version": "7", "hashes": [{"alg": "MD5", "content": "11"}],
         "purl": "pkg:maven/inside/inside@7?type=jar"}],
       "dependencies": [
        {"ref": "pkg:maven/root", "dependsOn": ["pkg:maven/org.wardgate/org.wardgate.a@1.1.0?type=jar"]},
        {"ref": "pkg:maven/org.wardgate/org.wardgate.a@1.1.0?type=jar", "dependsOn": []}]}
      """;

  @TempDir Path work = Path.of("");

  private BundleFile bundle(String symbolicName, String version) throws Exception {
    return BundleFile.read(
        Jars.bundle(work, symbolicName + "-" + version + ".jar", symbolicName, "a/A.class"));
  }

  private JsonNode corrected(List<BundleFile> packed, String algorithm) throws Exception {
    Path file = Files.writeString(work.resolve("bill.json"), BILL.formatted(algorithm));
    BillOfMaterials bill = BillOfMaterials.read(file);
    bill.correct(packed);
    bill.write(file);
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void aBundleThatStayedIsListedAsItIs() throws Exception {
    BundleFile stayed = bundle("org.wardgate.a", "1.0.0");
    JsonNode bill = corrected(List.of(stayed), "SHA-256");
    JsonNode component = bill.path("components").path(0);
    assertThat(component.path("version").asText()).isEqualTo("1.0.0");
    assertThat(component.path("hashes").path(0).path("content").asText())
        .isEqualTo(stayed.content().sha256().hex());
    String reference = "pkg:maven/org.wardgate/org.wardgate.a@1.0.0?type=jar";
    assertThat(component.path("bom-ref").asText()).isEqualTo(reference);
    assertThat(component.path("purl").asText()).isEqualTo(reference);
    assertThat(bill.path("dependencies").path(0).path("dependsOn").path(0).asText())
        .isEqualTo(reference);
    assertThat(bill.path("dependencies").path(1).path("ref").asText()).isEqualTo(reference);
  }

  @Test
  void whatIsNotPackedAloneStaysAsItIs() throws Exception {
    JsonNode bill = corrected(List.of(bundle("org.wardgate.a", "1.1.0")), "SHA3-512");
    assertThat(bill.path("components").path(0).path("version").asText()).isEqualTo("1.1.0");
    assertThat(bill.path("components").path(1).path("hashes").path(0).path("content").asText())
        .isEqualTo("11");
  }

  @Test
  void aBundleThatIsNotListedIsNamed() {
    assertThatThrownBy(
            () ->
                corrected(
                    List.of(bundle("org.wardgate.a", "1.0.0"), bundle("org.wardgate.b", "1.0.0")),
                    "MD5"))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("org.wardgate.b-1.0.0.jar");
  }

  @Test
  void aHashThatCannotBeMadeIsNamed() {
    assertThatThrownBy(() -> corrected(List.of(bundle("org.wardgate.a", "1.0.0")), "SHA-7"))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("SHA-7");
  }
}
