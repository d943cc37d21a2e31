package org.wardgate.mud.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.mud.fetch.FetchFixture.FILE;
import static org.wardgate.mud.fetch.FetchFixture.refused;
import static org.wardgate.mud.fetch.FetchFixture.verified;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.file.MudUrl;

class LocalStoreTest {
  private FetchFixture ward;
  private Path folder;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    ward = new FetchFixture(directory);
    ward.settings =
        new FetchSettings(
            Optional.of(directory.resolve("store")),
            ward.settings.tlsAnchorsFile(),
            ward.settings.timeout(),
            Duration.ZERO);
    folder = Files.createDirectories(directory.resolve("store").resolve(ward.server.authority()));
  }

  @AfterEach
  void stop() {
    ward.close();
  }

  @Test
  void isAskedBeforeTheMaker() throws IOException {
    Bytes content = FetchFixture.file(ward.server.url(FILE));
    Files.write(folder.resolve("pump.json"), content.toArray());
    Files.write(folder.resolve("pump.p7s"), ward.maker.sign(content).toArray());

    verified(ward.ask());
    assertThat(ward.server.requests).isEmpty();
  }

  @Test
  void holdsFilesWhoseUrlHasNoExtension() throws IOException {
    String url = ward.server.url("/v1/pump");
    Bytes content = FetchFixture.file(url);
    Files.createDirectories(folder.resolve("v1"));
    Files.write(folder.resolve("v1/pump.json"), content.toArray());
    Files.write(folder.resolve("v1/pump.p7s"), ward.maker.sign(content).toArray());

    verified(ward.ask("pumps", url));
    assertThat(ward.server.requests).isEmpty();
  }

  @Test
  void isVerifiedLikeAnythingElse() throws IOException {
    Bytes content = FetchFixture.file(ward.server.url(FILE));
    Files.write(folder.resolve("pump.json"), content.toArray());
    refused(ward.ask(), MudErrors.UNAPPROVED);

    Files.write(folder.resolve("pump.p7s"), new byte[] {1, 2, 3});
    refused(ward.ask(), MudErrors.BAD_SIGNATURE);

    Files.write(folder.resolve("pump.p7s"), new byte[65_537]);
    refused(ward.ask(), MudErrors.TOO_LARGE);
    assertThat(ward.server.requests).isEmpty();
  }

  @Test
  void whatItDoesNotHaveIsFetched() {
    ward.serveGoodFile();
    verified(ward.ask());
    assertThat(ward.server.requests).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://m.example",
        "https://m.example/",
        "https://m.example/x/",
        "https://m.example//x",
        "https://m.example/.hidden",
        "https://m.example/a%2fb",
        "https://m.example/x?v=1",
        "https://m.example/..x"
      })
  void oddUrlsAreNeverInIt(String url) throws RefusedException {
    assertThat(new LocalStore(folder).find(MudUrl.of(url), Instant.EPOCH)).isEmpty();
  }
}
