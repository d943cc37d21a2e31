package org.wardgate.mud.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.mud.fetch.FetchFixture.FILE;
import static org.wardgate.mud.fetch.FetchFixture.SIGNATURE;
import static org.wardgate.mud.fetch.FetchFixture.refused;
import static org.wardgate.mud.fetch.FetchFixture.verified;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.mud.MudErrors;

class ConditionalRequestsTest {
  private static final String ETAG = "\"v1\"";
  private static final String DATE = "Thu, 02 Jan 2025 03:04:05 GMT";

  private FetchFixture ward;
  private final List<String> conditions = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start(@TempDir Path directory) {
    ward = new FetchFixture(directory);
    ward.serveGoodFile();
    ward.server.answer(FILE, this::conditional);
  }

  @AfterEach
  void stop() {
    ward.close();
  }

  private void conditional(HttpExchange exchange) throws IOException {
    Headers asked = exchange.getRequestHeaders();
    conditions.add(asked.getFirst("If-None-Match") + " " + asked.getFirst("If-Modified-Since"));
    exchange.getResponseHeaders().add("ETag", ETAG);
    exchange.getResponseHeaders().add("Last-Modified", DATE);
    if (ETAG.equals(asked.getFirst("If-None-Match"))) {
      MakerServer.send(exchange, 304, Bytes.EMPTY);
    } else {
      MakerServer.send(exchange, 200, FetchFixture.file(ward.server.url(FILE)));
    }
  }

  @Test
  void anUnchangedFileIsValidAgainWithoutBeingSent() {
    verified(ward.ask());
    ward.clock.advance(Duration.ofMinutes(61));
    assertThat(verified(ward.ask()).content()).isEqualTo(FetchFixture.file(ward.server.url(FILE)));
    assertThat(conditions).containsExactly("null null", ETAG + " " + DATE);
    assertThat(ward.server.requests).containsExactly(FILE, SIGNATURE, FILE);

    ward.clock.advance(Duration.ofMinutes(59));
    verified(ward.ask());
    assertThat(ward.server.requests).as("valid for an hour again").hasSize(3);
    ward.clock.advance(Duration.ofMinutes(2));
    verified(ward.ask());
    assertThat(ward.server.requests).hasSize(4);
  }

  @Test
  void asksConditionallyAlsoAfterARestart() {
    verified(ward.ask());
    ward.files.close();
    ward.files = ward.start();
    ward.clock.advance(Duration.ofMinutes(61));
    verified(ward.ask());
    assertThat(ward.server.requests).containsExactly(FILE, SIGNATURE, FILE);
  }

  @Test
  void aFileWhoseSignerNoLongerCountsIsFetchedAnew() {
    verified(ward.ask());
    ward.clock.advance(Duration.ofHours(13));
    refused(ward.ask(), MudErrors.UNAPPROVED);
    assertThat(conditions).containsExactly("null null", "null null");
  }

  @Test
  void aServerMayNotAnswerThatWithoutBeingAsked() {
    ward.server.answer(FILE, exchange -> MakerServer.send(exchange, 304, Bytes.EMPTY));
    refused(ward.ask(), MudErrors.FETCH_FAILED);
  }

  @Test
  void aChangedFileReplacesTheOldOne() {
    verified(ward.ask());
    ward.clock.advance(Duration.ofMinutes(61));
    Bytes newer = FetchFixture.file(ward.server.url(FILE), "2025-06-01T00:00:00Z");
    ward.serve(newer);
    assertThat(verified(ward.ask()).content()).isEqualTo(newer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "\"v1", "\"v 1\"", "W/v1", "w/\"v1\"", "\"\u00e4\"", ""})
  void oddTagsAreNotSentBack(String tag) {
    assertThat(Validators.of(headers("ETag", tag))).isEqualTo(Validators.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2025-01-02T03:04:05Z", "Thu, 41 Jan 2025 03:04:05 GMT", ""})
  void oddDatesAreNotSentBack(String date) {
    assertThat(Validators.of(headers("Last-Modified", date))).isEqualTo(Validators.NONE);
  }

  @Test
  void longValuesAreNotKept() {
    String tag = "\"" + "x".repeat(Validators.VALUE_MAX_CHARS) + "\"";
    assertThat(Validators.of(headers("ETag", tag))).isEqualTo(Validators.NONE);
    assertThat(Validators.of(headers("ETag", "W/\"x\"")).conditions())
        .isEqualTo(Map.of("If-None-Match", "W/\"x\""));
  }

  private static HttpHeaders headers(String name, String value) {
    return HttpHeaders.of(
        Map.of(Objects.requireNonNull(name), List.of(value)), (key, given) -> true);
  }
}
