package org.wardgate.onboarding;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.api.transport.TransportErrors;

/**
 * Asks a device for its MUD URL over the session it opened, as draft-romann-mud-constrained says:
 * the well-known resource, its older name, then the links. A device that does not answer is not
 * asked on.
 */
final class MudUrlQuestion {
  /** Where a device may offer its URL, the present name first. */
  static final List<String> PATHS = List.of(".well-known/mud-url", ".well-known/mud");

  /** Where its links are (RFC 6690 §4). */
  static final String LINKS_PATH = ".well-known/core";

  /** How long a device may take for one answer. */
  static final Duration ANSWER_MAX = Duration.ofSeconds(4);

  /** How long it may take for all of them. */
  static final Duration ALL_MAX = Duration.ofSeconds(8);

  private final DeviceChannel channel;
  private final Clock clock;
  private final Instant end;

  MudUrlQuestion(DeviceChannel channel, Clock clock) {
    this.channel = channel;
    this.clock = clock;
    this.end = clock.instant().plus(ALL_MAX);
  }

  /**
   * Asks.
   *
   * @return the URL, empty if the device offers none; fails if the device does not answer
   */
  CompletionStage<Optional<String>> ask() {
    return ask(PATHS.iterator());
  }

  private CompletionStage<Optional<String>> ask(Iterator<String> paths) {
    if (!paths.hasNext()) {
      return links();
    }
    return url(paths.next()).thenCompose(found -> found.isPresent() ? done(found) : ask(paths));
  }

  private CompletionStage<Optional<String>> url(String path) {
    return get(path, ContentFormat.TEXT_PLAIN, ClaimedMudUrl.URL_MAX_CHARS)
        .thenApply(payload -> payload.flatMap(ClaimedMudUrl::of));
  }

  private CompletionStage<Optional<String>> links() {
    return get(LINKS_PATH, ContentFormat.LINK_FORMAT, MudLinks.TEXT_MAX_CHARS)
        .thenCompose(
            payload -> {
              MudLinks links =
                  MudLinks.of(
                      payload
                          .map(list -> new String(list.toArray(), StandardCharsets.UTF_8))
                          .orElse(""));
              return links.url().isPresent() || links.path().isEmpty()
                  ? done(links.url())
                  : url(links.path().get());
            });
  }

  /** The payload of a 2.05 in the format wanted; empty if the device has nothing like that. */
  private CompletionStage<Optional<Bytes>> get(String path, int format, int maxBytes) {
    Instant patience = clock.instant().plus(ANSWER_MAX);
    return channel
        .get(path, format, maxBytes, patience.isBefore(end) ? patience : end)
        .handle(
            (response, error) -> {
              if (error == null) {
                return content(response, format);
              }
              if (tooLarge(error)) {
                return Optional.<Bytes>empty();
              }
              throw error instanceof CompletionException wrapped
                  ? wrapped
                  : new CompletionException(error);
            });
  }

  private static Optional<Bytes> content(Response response, int format) {
    return response.code() == ResponseCode.CONTENT
            && response.contentFormat().orElse(format) == format
        ? Optional.of(response.payload())
        : Optional.empty();
  }

  private static boolean tooLarge(Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return cause instanceof RefusedException refused
        && refused.errorCode().equals(TransportErrors.ANSWER_TOO_LARGE);
  }

  private static CompletionStage<Optional<String>> done(Optional<String> found) {
    return CompletableFuture.completedFuture(found);
  }
}
