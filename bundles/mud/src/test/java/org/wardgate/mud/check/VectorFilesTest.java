package org.wardgate.mud.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.mud.Vectors;

class VectorFilesTest {
  @Test
  void everyRealFileGetsAVerdictWithReasons() {
    for (Path file : Vectors.jsonFiles()) {
      MudReport report =
          MudChecker.check(Vectors.read(file), Optional.empty(), List.of(), Instant.now());
      assertThat(report.verdict() == Verdict.VALID || report.firstError().isPresent()).isTrue();
    }
  }
}
