package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.RefusedException;

class NftChildTest {
  private static final Duration SHORT = Duration.ofMillis(700);
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path folder = Path.of("");

  @Test
  void aMissingProgramIsSaid() {
    assertThatThrownBy(() -> NftChild.start(folder.resolve("nft").toString(), LONG))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-NFT-0001");
  }

  @Test
  void silenceIsSuccess() throws Exception {
    try (NftChild child = child(echoing(""), LONG)) {
      assertThat(child.run(List.of("add table inet x"))).isEmpty();
      assertThat(child.run(List.of("add table inet x"))).isEmpty();
      assertThat(child.usable()).isTrue();
    }
  }

  @Test
  void anErrorIsARefusalAndTheSessionGoesOn() throws Exception {
    try (NftChild child =
        child(echoing("echo 'Error: No such file'; echo x; echo '  ^^^'"), LONG)) {
      assertThatThrownBy(() -> child.run(List.of("bad")))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("WG-NFT-0002")
          .hasMessageContaining("No such file");
      assertThat(child.usable()).isTrue();
    }
  }

  @Test
  void missingPermissionIsSaid() throws Exception {
    try (NftChild child =
        child(echoing("echo 'Error: Could not process rule: Operation not permitted'"), LONG)) {
      assertThatThrownBy(() -> child.run(List.of("x"))).hasMessageContaining("WG-NFT-0001");
    }
  }

  @Test
  void silenceWithoutEndIsATimeout() throws Exception {
    try (NftChild child = child("while read line; do :; done", SHORT)) {
      assertThatThrownBy(() -> child.run(List.of("x"))).hasMessageContaining("WG-NFT-0003");
      assertThat(child.usable()).isFalse();
    }
  }

  @Test
  void anEarlyEndIsNoticed() throws Exception {
    try (NftChild child = child("read line; echo Segmentation fault; exit 139", LONG)) {
      assertThatThrownBy(() -> child.run(List.of("x"))).hasMessageContaining("WG-NFT-0001");
      assertThat(child.usable()).isFalse();
    }
  }

  @Test
  void aFloodOfOutputIsBounded() throws Exception {
    try (NftChild child = child(echoing("head -c 20000000 /dev/zero | tr '\\0' x; echo"), LONG)) {
      assertThat(String.join("", child.run(List.of("x"))).length())
          .isLessThanOrEqualTo(2 * NftChild.ANSWER_MAX_CHARS);
    }
  }

  @Test
  void answersOfAnotherBatchAreNotTaken() throws Exception {
    try (NftChild child = child("read line; echo wardgate_batch_7; cat", LONG)) {
      assertThatThrownBy(() -> child.run(List.of("x"))).hasMessageContaining("WG-NFT-0001");
    }
  }

  /** Answers a batch and then the sentinel as nft does. */
  private static String echoing(String answer) {
    return "while read batch; do read sentinel; "
        + (answer.isEmpty() ? ":" : answer)
        + "; echo 'Error: syntax error, unexpected string'; echo \"$sentinel\"; echo '    ^^^'; done";
  }

  private NftChild child(String script, Duration timeout) throws IOException, RefusedException {
    Path program = folder.resolve("nft");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return NftChild.start(program.toString(), timeout);
  }
}
