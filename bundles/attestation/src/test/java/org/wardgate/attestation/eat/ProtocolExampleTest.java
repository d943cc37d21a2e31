package org.wardgate.attestation.eat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.attestation.testing.World;

/** The example with an HMAC in docs/attestation-protocol.md is true. */
class ProtocolExampleTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("wardgate.root", "../.."), "docs", "attestation-protocol.md");
  private static final Pattern HEX_COLUMNS = Pattern.compile("^((?:[0-9a-f]{2,} ?)+)(?: {2,}.*)?$");

  @Test
  void theExampleWithAnHmacIsAffirmed() throws IOException {
    Matcher block =
        Pattern.compile("```mac\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
    assertThat(block.find()).isTrue();
    String token =
        block
            .group(1)
            .lines()
            .map(HEX_COLUMNS::matcher)
            .filter(Matcher::matches)
            .map(line -> line.group(1).replace(" ", ""))
            .collect(Collectors.joining());
    assertThat(token).hasSize(2 * 194);
    World world =
        EatBuilder.endorsed(EatBuilder.released(new World()))
            .evidenceKey(World.PUMP, Bytes.ofHex("ce".repeat(32)));
    assertThat(world.appraise(Bytes.ofHex(token)).tier()).isEqualTo(Tier.AFFIRMING);
  }
}
