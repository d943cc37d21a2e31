package org.wardgate.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.installer.ProcessSurroundings;
import org.wardgate.installer.Staged;
import org.wardgate.installer.disk.DurableFiles;
import org.wardgate.installer.disk.RealDisk;
import org.wardgate.launcher.instance.Instance;

/** An activator that hangs whatever happens, on a real Felix in a real process. */
@Timeout(240)
class StartAnewTest {

  private static final long WAIT_SECONDS = 90;

  private final DurableFiles files = new DurableFiles(new RealDisk());

  @TempDir Path work = Path.of("");

  @BeforeEach
  void gateway() throws IOException {
    Files.createDirectories(work.resolve("instance"));
    Files.writeString(
        work.resolve("instance").resolve(Instance.FILE_NAME), "{\"features\":[\"core\"]}");
    Files.writeString(work.resolve("core.json"), feature("1.0.0"));
    Files.write(work.resolve("a-1.0.0.jar"), jar("1.0.0"));
    Files.createDirectories(updates().resolve("sets"));
    // how long going back may take; what is found running would get a minute
    files.write(
        updates().resolve("sets/current.properties"),
        Map.of("id", Staged.WITHOUT_PACKAGE, "version", "1.0.0", "installSeconds", "3"));
  }

  private Path updates() {
    return work.resolve("updates");
  }

  private static String feature(String version) {
    return "{\"id\":\"test:core:%s\",\"bundles\":[\"test:a:%s\"]}".formatted(version, version);
  }

  @Test
  void endsWith75AndComesUpOnTheOldSet() throws Exception {
    Process first = start();
    try {
      await(first, () -> started().equals(List.of("1")));
      stage();
      assertThat(first.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(first.exitValue()).isEqualTo(ProcessSurroundings.RESTART_STATUS);
      assertThat(started()).containsExactly("1", "2");
      assertThat(lastStep().get("state"))
          .as("known only by the next start")
          .isNotEqualTo("PUT_BACK");
    } finally {
      first.destroyForcibly().waitFor();
    }
    Process second = start();
    try {
      await(second, () -> "PUT_BACK".equals(lastStep().get("state")));
      assertThat(lastStep()).containsEntry("code", "WG-UPD-0026").containsEntry("from", "1.0.0");
      assertThat(started()).containsExactly("1", "2", "1");
      assertThat(second.isAlive()).isTrue();
    } finally {
      second.destroyForcibly().waitFor();
    }
  }

  private Process start() throws IOException {
    String classPath =
        Stream.concat(
                Stream.of(felix()),
                Stream.of(
                        GatewayMain.class,
                        GatewayChild.class,
                        Staged.class,
                        ErrorCode.class,
                        LoggerFactory.class,
                        JsonFactory.class)
                    .map(StartAnewTest::location))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(java, "-cp", classPath, GatewayChild.class.getName(), work.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(work.resolve("out").toFile()))
        .start();
  }

  private static Path location(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static Path felix() {
    try (Stream<Path> jars = Files.list(Path.of("target/test-bundles"))) {
      return jars.filter(
              jar -> jar.getFileName().toString().startsWith("org.apache.felix.framework"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(Process process, Condition condition) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (!condition.holds()) {
      assertThat(process.isAlive()).as(said()).isTrue();
      assertThat(System.nanoTime() - end).as(said()).isNegative();
      LockSupport.parkNanos(20_000_000);
    }
  }

  private String said() throws IOException {
    return Files.readString(work.resolve("out"));
  }

  private List<String> started() throws IOException {
    Path file = work.resolve("started");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private Map<String, String> lastStep() throws IOException {
    List<String> names =
        files.disk().list(updates().resolve("steps")).stream()
            .filter(name -> name.endsWith(".properties"))
            .toList();
    Optional<Map<String, String>> last =
        names.isEmpty()
            ? Optional.empty()
            : files.properties(updates().resolve("steps").resolve(names.get(names.size() - 1)));
    return last.orElse(Map.of());
  }

  private void stage() throws IOException {
    Path file = work.resolve("update.dp");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      entry(zip, "a-2.0.0.jar", jar("2.0.0"));
      entry(zip, "features/core.json", feature("2.0.0").getBytes(StandardCharsets.UTF_8));
    }
    String id = files.disk().sha256(file);
    Path staged = Files.createDirectories(updates().resolve("staged").resolve(id));
    Files.move(file, staged.resolve("package.dp"));
    files.write(
        staged.resolve("update.properties"),
        Map.of("id", id, "version", "2.0.0", "installSeconds", "2", "probationSeconds", "1"));
    files.write(updates().resolve("request.properties"), Map.of("action", "install", "id", id));
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] jar(String version) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.putValue("Manifest-Version", "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", "a");
    attributes.putValue("Bundle-Version", version);
    attributes.putValue("Bundle-Activator", UninterruptibleActivator.class.getName());
    attributes.putValue("Import-Package", "org.osgi.framework");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String name = UninterruptibleActivator.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
        InputStream in = StartAnewTest.class.getClassLoader().getResourceAsStream(name)) {
      entry(jar, name, Objects.requireNonNull(in, name).readAllBytes());
    }
    return bytes.toByteArray();
  }
}
