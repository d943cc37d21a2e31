package org.wardgate.registrar.masa;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.inventory.Masa;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.platform.BoundedBody;
import org.wardgate.registrar.voucher.VoucherLimits;

/**
 * Asks MASAs over HTTPS (RFC 8995 §5.4). Blocks its caller up to the timeout. Follows no redirect.
 * Thread-safe.
 */
public final class MasaClient implements AutoCloseable {
  /** Largest audit log, in bytes. */
  public static final int AUDIT_LOG_MAX_BYTES = 65_536;

  private static final String VOUCHER_TYPE = "application/voucher+cose";
  private static final String JSON_TYPE = "application/json";
  private static final int OK = 200;
  private static final int CLIENT_ERROR = 4;
  private static final int HUNDRED = 100;

  private final MasaClients clients = new MasaClients();

  /**
   * Asks for a voucher.
   *
   * @param request the registrar's voucher request
   * @return what came back, not verified
   * @throws RefusedException MASA_UNREACHABLE or MASA_REFUSED
   */
  public Bytes requestVoucher(
      Masa masa, GatewayCredential credential, Bytes request, Duration timeout)
      throws RefusedException {
    URI uri = MasaUrl.resource(masa.url(), "requestvoucher");
    return post(
        clients.client(masa, credential),
        new Question(uri, VOUCHER_TYPE, VoucherLimits.VOUCHER_MAX_BYTES, timeout),
        request);
  }

  /**
   * Asks for the log of all vouchers of the device (RFC 8995 §5.8).
   *
   * @param request the same as for the voucher
   * @return JSON, not parsed
   * @throws RefusedException MASA_UNREACHABLE or MASA_REFUSED
   */
  public Bytes requestAuditLog(
      Masa masa, GatewayCredential credential, Bytes request, Duration timeout)
      throws RefusedException {
    URI uri = MasaUrl.resource(masa.url(), "requestauditlog");
    return post(
        clients.client(masa, credential),
        new Question(uri, JSON_TYPE, AUDIT_LOG_MAX_BYTES, timeout),
        request);
  }

  private record Question(URI uri, String accept, int maxBytes, Duration timeout) {}

  private static Bytes post(HttpClient client, Question question, Bytes body)
      throws RefusedException {
    HttpRequest request =
        HttpRequest.newBuilder(question.uri())
            .timeout(question.timeout())
            .setHeader("Content-Type", VOUCHER_TYPE)
            .setHeader("Accept", question.accept())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray()))
            .build();
    CompletableFuture<HttpResponse<Bytes>> response =
        client.sendAsync(
            request,
            BoundedBody.ofAtMost(
                question.maxBytes(),
                max -> new IOException("its answer has more than " + max + " bytes")));
    try {
      return content(response.get(question.timeout().toNanos(), TimeUnit.NANOSECONDS), question);
    } catch (TimeoutException e) {
      throw unreachable(question, "no answer in time");
    } catch (ExecutionException e) {
      throw unreachable(question, describe(e.getCause() == null ? e : e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(question, "the gateway stops");
    } finally {
      // ends the exchange if it is still going on; otherwise without effect
      response.cancel(true);
    }
  }

  private static Bytes content(HttpResponse<Bytes> response, Question question)
      throws RefusedException {
    int status = response.statusCode();
    if (status / HUNDRED == CLIENT_ERROR) {
      throw new RefusedException(
          OnboardingErrors.MASA_REFUSED, question.uri().getHost() + ": status " + status);
    }
    if (status != OK) {
      throw unreachable(question, "status " + status);
    }
    String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.split(";", 2)[0].trim().equals(question.accept())) {
      throw unreachable(question, "it answers with something else than " + question.accept());
    }
    return response.body();
  }

  private static String describe(Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    Throwable deepest =
        cause instanceof IOException && cause.getCause() != null ? cause.getCause() : cause;
    String message = deepest.getMessage() == null ? "" : ": " + deepest.getMessage();
    return deepest.getClass().getSimpleName() + message;
  }

  private static RefusedException unreachable(Question question, String why) {
    return new RefusedException(
        OnboardingErrors.MASA_UNREACHABLE, question.uri().getHost() + ": " + why);
  }

  @Override
  public void close() {
    clients.close();
  }
}
