package org.wardgate.attestation.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.attestation.AttestationResult.Tier;

/** The example of docs/attestation-protocol.md is a real token. */
class ProtocolDocumentTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("wardgate.root", "../.."), "docs", "attestation-protocol.md");
  private static final Pattern HEX_COLUMNS = Pattern.compile("^((?:[0-9a-f]{2,} ?)+)(?: {2,}.*)?$");

  @Test
  void theExampleTokenIsAffirmedByTheExampleReferences(@TempDir Path directory) throws IOException {
    String token =
        block("token")
            .lines()
            .map(HEX_COLUMNS::matcher)
            .filter(Matcher::matches)
            .map(line -> line.group(1).replace(" ", ""))
            .collect(Collectors.joining());
    assertThat(token).hasSize(2 * 416);
    Path tokenFile = Files.writeString(directory.resolve("token.hex"), token);
    Path key = Files.writeString(directory.resolve("key.pem"), block("pem"));
    Path reference = Files.writeString(directory.resolve("reference.json"), block("json"));
    EvidenceVerdict verdict =
        EvidenceVerification.verify(
            new EvidenceVerification.Request(
                tokenFile,
                key,
                Optional.of("101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f"),
                Optional.of(JsonReferences.read(reference))),
            Instant.EPOCH);
    assertThat(verdict.problem()).isEmpty();
    assertThat(verdict.status()).isEqualTo(Tier.AFFIRMING);
    assertThat(verdict.accepted()).isTrue();
  }

  private static String block(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCUMENT));
    assertThat(block.find()).as(language).isTrue();
    return block.group(1);
  }
}
