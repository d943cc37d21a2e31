package org.wardgate.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;

class SystemProgramsTest {
  @TempDir Path folder = Path.of("");
  private Path system = Path.of("");
  private int me;

  @BeforeEach
  void makeDirectory() throws IOException {
    system = Files.createDirectory(folder.resolve("sbin"));
    mode(system, "rwxr-xr-x");
    me = (Integer) Files.getAttribute(system, "unix:uid");
  }

  private static void mode(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private Path program(Path directory, String name, String permissions) throws IOException {
    Path program = Files.writeString(directory.resolve(name), "#!/bin/sh\n");
    mode(program, permissions);
    return program;
  }

  private SystemPrograms programs(int owner, Map<String, String> properties) {
    return SystemPrograms.in(List.of(folder.resolve("none"), system), properties::get, owner);
  }

  private SystemPrograms programs() {
    return programs(me, Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/bin/sh",
        "/tmp/nft",
        "nftx",
        "./nft",
        "../nft",
        "/usr/sbin/../../tmp/nft",
        "ip",
        "nft -f /x",
        "nft;reboot",
        "/usr/sbin/nft/",
        "/nonexistent/nft",
        "<script>"
      })
  void aProgramOfTheOperatorsChoiceIsRefused(String text) {
    SystemPrograms machine = SystemPrograms.with(name -> null);
    assertThatThrownBy(() -> machine.configured("nft", text)).isInstanceOf(RefusedException.class);
  }

  @Test
  void itsNameAndItsPlacesAreTaken() throws Exception {
    SystemPrograms machine = SystemPrograms.with(name -> null);
    for (String text : List.of("nft", "/usr/sbin/nft", "/bin/nft", "/usr/local/sbin/nft")) {
      assertThat(machine.configured("nft", text)).isEqualTo(text);
    }
  }

  @Test
  void onlyWhoStartsTheProcessNamesAnother() throws Exception {
    SystemPrograms named = programs(me, Map.of("org.wardgate.programs.nft", "/opt/nft"));
    assertThat(named.configured("nft", "/opt/nft")).isEqualTo("/opt/nft");
    assertThat(named.find("nft")).isEqualTo("/opt/nft");
    assertThatThrownBy(() -> named.configured("ip", "/opt/nft"))
        .isInstanceOf(RefusedException.class);

    SystemPrograms any = programs(me, Map.of("org.wardgate.programs.any", "true"));
    assertThat(any.configured("nft", "/tmp/wrapper")).isEqualTo("/tmp/wrapper");
    assertThat(any.find("/tmp/wrapper")).isEqualTo("/tmp/wrapper");
    assertThatThrownBy(() -> any.configured("nft", "nft;reboot"))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void aProgramOfTheSystemIsFoundAlsoBehindALink() throws Exception {
    Path program = program(system, "nft", "rwxr-xr-x");
    Files.createSymbolicLink(system.resolve("ip"), program);
    assertThat(programs().find("nft")).isEqualTo(program.toString());
    assertThat(programs().find(program.toString())).isEqualTo(program.toString());
    assertThat(programs().find("ip")).isEqualTo(system.resolve("ip").toString());
  }

  @Test
  void aProgramThatOthersCanWriteOrThatBelongsToAnotherUserIsNotRun() throws Exception {
    program(system, "nft", "rwxrwxr-x");
    notRun(programs(), "nft");
    program(system, "ip", "rwxr-xrwx");
    notRun(programs(), "ip");
    program(system, "ulogd", "rwxr-xr-x");
    notRun(programs(me + 1, Map.of()), "ulogd");
    Files.createDirectory(system.resolve("dir"));
    notRun(programs(), "dir");
    notRun(programs(), "missing");
  }

  @Test
  void aProgramInOrLinkedIntoADirectoryThatOthersCanWriteIsNotRun() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.createSymbolicLink(system.resolve("ip"), program(open, "ip", "rwxr-xr-x"));
    mode(open, "rwxrwxrwx");
    notRun(programs(), "ip");
    program(system, "nft", "rwxr-xr-x");
    mode(system, "rwxrwxr-x");
    notRun(programs(), "nft");
  }

  private static void notRun(SystemPrograms programs, String name) {
    assertThatThrownBy(() -> programs.find(name)).isInstanceOf(IOException.class);
  }
}
