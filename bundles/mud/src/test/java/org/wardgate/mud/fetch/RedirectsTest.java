package org.wardgate.mud.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.mud.fetch.FetchFixture.FILE;
import static org.wardgate.mud.fetch.FetchFixture.SIGNATURE;
import static org.wardgate.mud.fetch.FetchFixture.refused;
import static org.wardgate.mud.fetch.FetchFixture.verified;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.mud.MudErrors;

class RedirectsTest {
  private FetchFixture ward;

  @BeforeEach
  void start(@TempDir Path directory) {
    ward = new FetchFixture(directory);
  }

  @AfterEach
  void stop() {
    ward.close();
  }

  private void redirect(String path, int status, String location) {
    ward.server.answer(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", location);
          MakerServer.send(exchange, status, Bytes.EMPTY);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void areFollowedWithinTheAuthority(int status) {
    Bytes content = FetchFixture.file(ward.server.url(FILE));
    redirect(FILE, status, ward.server.url("/a"));
    redirect("/a", status, "/files/b");
    redirect("/files/b", status, "c");
    ward.server.serve("/files/c", content);
    ward.server.serve(SIGNATURE, ward.maker.sign(content));

    assertThat(verified(ward.ask()).mudUrl()).isEqualTo(ward.server.url(FILE));
    assertThat(ward.server.requests).containsExactly(FILE, "/a", "/files/b", "/files/c", SIGNATURE);
  }

  @Test
  void doNotChangeWhereTheFileMustBeAtHome() {
    Bytes elsewhere = FetchFixture.file(ward.server.url("/a"));
    redirect(FILE, 302, "/a");
    ward.server.serve("/a", elsewhere);
    ward.server.serve(SIGNATURE, ward.maker.sign(elsewhere));
    refused(ward.ask(), MudErrors.URL_MISMATCH);
  }

  @Test
  void endlessOnesAreNotFollowed() {
    redirect(FILE, 302, FILE);
    assertThat(refused(ward.ask(), MudErrors.FETCH_FAILED)).contains("more than 3 redirects");
    assertThat(ward.server.requests).hasSize(4);
  }

  @Test
  void toAnotherAuthorityAreNotFollowed() {
    try (MakerServer other = new MakerServer(ward.maker, "localhost")) {
      redirect(FILE, 302, other.url(FILE));
      assertThat(refused(ward.ask(), MudErrors.FETCH_FAILED))
          .contains("302", "redirect", other.authority());
      ward.serveGoodFile();
      redirect(SIGNATURE, 307, other.url(SIGNATURE));
      refused(ward.ask(), MudErrors.FETCH_FAILED);
      assertThat(other.requests).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://localhost/x",
        "//elsewhere.example/x",
        "https://user@localhost/x",
        "ftp://x",
        "file:///etc/passwd",
        "https://[",
        "::"
      })
  void toOddPlacesAreNotFollowed(String location) {
    redirect(FILE, 302, location);
    refused(ward.ask(), MudErrors.FETCH_FAILED);
    assertThat(ward.server.requests).containsOnly(FILE);
  }

  @Test
  void toNowhereAreNotFollowed() {
    ward.server.answer(FILE, exchange -> MakerServer.send(exchange, 302, Bytes.EMPTY));
    assertThat(refused(ward.ask(), MudErrors.FETCH_FAILED)).contains("to nowhere");
  }
}
