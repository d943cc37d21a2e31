package org.wardgate.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wardgate.api.Bytes;

class VersionlessContentTest {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String PROPERTIES =
      "META-INF/maven/org.wardgate/org.wardgate.a/pom.properties";
  private static final String POM = "META-INF/maven/org.wardgate/org.wardgate.a/pom.xml";

  private static Map<String, String> files(String version) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        MANIFEST,
        "Manifest-Version: 1.0\r\nBundle-SymbolicName: org.wardgate.a\r\nBundle-Version: "
            + version
            + "\r\nExport-Package: org.wardgate.a;version=\"1.0.0\"\r\n\r\n");
    files.put(PROPERTIES, "artifactId=org.wardgate.a\nversion=" + version + "\n");
    files.put(
        POM,
        "<project><parent><version>"
            + version
            + "</version></parent><dependency><version>1.0.0</version></dependency></project>");
    files.put("a/A.class", "code");
    files.put("a/text", "1.0.0");
    return files;
  }

  private static VersionlessContent content(Map<String, String> files) throws Exception {
    return VersionlessContent.of(BundleFile.of("org.wardgate.a.jar", zip(files)));
  }

  private static Bytes zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return Bytes.of(bytes.toByteArray());
  }

  @Test
  void theVersionAloneIsNoChange() throws Exception {
    assertThat(content(files("2.0.0"))).isEqualTo(content(files("1.0.0")));
  }

  @Test
  void orderDirectoriesAndTheHeadersOrderAreNoChange() throws Exception {
    Map<String, String> other = new LinkedHashMap<>();
    other.put("a/", "");
    other.put("a/text", "1.0.0");
    other.putAll(files("1.0.0"));
    other.put(
        MANIFEST,
        String.join(
            "\r\n",
            "Manifest-Version: 1.0",
            "Export-Package: org.wardgate.a;version=\"1.0.0\"",
            "Bundle-Version: 1.0.0",
            "Bundle-SymbolicName: org.wardgate.a",
            "",
            ""));
    assertThat(content(other)).isEqualTo(content(files("1.0.0")));
  }

  @ParameterizedTest
  @CsvSource({
    "a/A.class,code,Code",
    "a/text,1.0.0,2.0.0",
    "META-INF/MANIFEST.MF,'version=\"1.0.0\"','version=\"2.0.0\"'",
    "META-INF/MANIFEST.MF,Manifest-Version: 1.0,Manifest-Version: 1.1",
    "META-INF/MANIFEST.MF,'1.0.0\"\r\n','1.0.0\"\r\nBuild-Jdk-Spec: 21\r\n'",
    "META-INF/MANIFEST.MF,'\r\n\r\n','\r\n\r\nName: a/A.class\r\nX-Digest: 1\r\n\r\n'",
    "META-INF/maven/org.wardgate/org.wardgate.a/pom.properties,artifactId=,artifact=",
    "META-INF/maven/org.wardgate/org.wardgate.a/pom.xml,<dependency>,<dependency >",
    "META-INF/maven/org.wardgate/org.wardgate.a/pom.xml,<dependency><version>1.0.0,<dependency><version>2.0.0"
  })
  void anythingElseIs(String name, String what, String by) throws Exception {
    Map<String, String> changed = files("2.0.0");
    String before = changed.getOrDefault(name, "");
    assertThat(before).contains(what);
    changed.put(name, before.replace(what, by));
    assertThat(content(changed)).isNotEqualTo(content(files("1.0.0")));
  }

  @ParameterizedTest
  @CsvSource({
    "'X-Name: \u4e2d','X-Name: \u56fd'",
    "'X-A: 1, X-B=2','X-A: 1\r\nX-B: 2'",
    "'X-A: 1\r\n\r\nName: a/text\r\nX-C: 1','X-A: 1\r\n\r\nName: a/textX\r\nX-C: 1'"
  })
  void headersThatLookAlikeAreNotTheSame(String one, String other) throws Exception {
    assertThat(content(withHeaders(one))).isNotEqualTo(content(withHeaders(other)));
  }

  private static Map<String, String> withHeaders(String headers) {
    Map<String, String> files = files("1.0.0");
    files.put(
        MANIFEST,
        files.getOrDefault(MANIFEST, "").replace("\r\n\r\n", "\r\n" + headers + "\r\n\r\n"));
    return files;
  }

  @Test
  void aFileMoreOrLessIsAChange() throws Exception {
    Map<String, String> more = files("1.0.0");
    more.put("a/B.class", "");
    Map<String, String> less = files("1.0.0");
    less.remove("a/text");
    assertThat(content(more)).isNotEqualTo(content(files("1.0.0")));
    assertThat(content(less)).isNotEqualTo(content(files("1.0.0")));
  }

  @Test
  void mavensFilesThatSayAnotherVersionThanTheBundlesAreComparedAsTheyAre() throws Exception {
    Map<String, String> one = files("1.0.0");
    Map<String, String> two = files("1.0.0");
    one.put(PROPERTIES, "version=7\n");
    two.put(PROPERTIES, "version=8\n");
    assertThat(content(one)).isNotEqualTo(content(two));
    two.put(PROPERTIES, "version=no version at all\n");
    assertThat(content(one)).isNotEqualTo(content(two));
  }

  @Test
  void whatIsNoZipCannotBeCompared() {
    assertThatThrownBy(() -> BundleFile.of("a.jar", Bytes.of(new byte[] {1, 2, 3})))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("a.jar");
  }

  @Test
  void aJarThatHoldsTooMuchIsNotUnpacked() throws Exception {
    Bytes zip = zip(Map.of("zeros", "\0".repeat(1000), "more", "\0".repeat(1000)));
    assertThat(ZipFiles.of(zip, 2000).byName()).hasSize(2);
    assertThatThrownBy(() -> ZipFiles.of(zip, 1999))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too much");
  }
}
