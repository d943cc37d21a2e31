package org.wardgate.mud.fetch;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.mud.MudFileManager;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.mud.MudIntent.FetchMudFile;
import org.wardgate.api.mud.VerifiedMudFile;

/**
 * Gets MUD files: from the local store, else from the cache while it is valid, else from the maker,
 * else from the cache within its grace. Everything is verified each time. Thread-safe.
 */
public final class MudFiles implements MudFileManager, AutoCloseable {
  /** Most requests that wait for disk and verification. */
  static final int LOOKUPS_MAX_COUNT = 1_024;

  private static final Logger LOG = LoggerFactory.getLogger(MudFiles.class);
  private static final int LOOKUP_THREADS = 2;
  private static final int IDLE_SECONDS = 10;
  private static final long WAIT_MAX_SECONDS = 86_400;
  private static final Set<ErrorCode> SERVER_FAILED =
      Set.of(MudErrors.FETCH_FAILED, MudErrors.FETCH_TIMEOUT, MudErrors.OVERLOADED);

  private final Inventory inventory;
  private final Supplier<FetchSettings> settings;
  private final Clock clock;
  private final MudCache cache;
  private final MakerServers servers;
  private final FileChecker checker;
  private final FetchQueue fetches = new FetchQueue();
  private final Flights<FetchRequest.Key, VerifiedMudFile> flights = new Flights<>();
  private final ThreadPoolExecutor lookups =
      new ThreadPoolExecutor(
          LOOKUP_THREADS,
          LOOKUP_THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(LOOKUPS_MAX_COUNT),
          Threads.named("mud-lookup"));

  /**
   * @param inventory who may sign
   * @param cacheDirectory where fetched files are kept
   * @param settings asked anew for each file
   * @param clock for validity
   */
  public MudFiles(
      Inventory inventory, Path cacheDirectory, Supplier<FetchSettings> settings, Clock clock) {
    this.inventory = inventory;
    this.settings = settings;
    this.clock = clock;
    this.cache = new MudCache(cacheDirectory);
    this.checker = new FileChecker(new NewestFiles(cacheDirectory));
    this.servers = new MakerServers(settings, clock);
    lookups.allowCoreThreadTimeOut(true);
  }

  @Override
  public CompletionStage<MudEvent> execute(MudIntent intent) {
    FetchMudFile fetch = (FetchMudFile) intent;
    Duration left = Duration.between(clock.instant(), fetch.deadline());
    if (left.isNegative() || left.isZero()) {
      return CompletableFuture.completedFuture(
          refused(fetch, Problem.of(MudErrors.FETCH_TIMEOUT, "the deadline has passed")));
    }
    try {
      FetchRequest request = FetchRequest.of(fetch, inventory.current());
      return flights
          .join(request.key(), flight -> begin(request, flight))
          .orTimeout(millis(left), TimeUnit.MILLISECONDS)
          .handle((file, failure) -> event(fetch, file, failure));
    } catch (RefusedException e) {
      return CompletableFuture.completedFuture(refused(fetch, e.problem()));
    }
  }

  /** Fails what is going on and stops all threads. */
  @Override
  public void close() {
    lookups.shutdownNow();
    fetches.close();
    flights.failAll(new RefusedException(MudErrors.FETCH_FAILED, "the MUD file manager stops"));
  }

  private void begin(FetchRequest request, CompletableFuture<VerifiedMudFile> flight) {
    try {
      lookups.execute(() -> settle(flight, () -> lookUp(request, flight)));
    } catch (RejectedExecutionException e) {
      flight.completeExceptionally(overloaded(request));
    }
  }

  /** Answers from what is here, or hands the request to the fetches. */
  private Optional<VerifiedMudFile> lookUp(
      FetchRequest request, CompletableFuture<VerifiedMudFile> flight) throws RefusedException {
    Optional<VerifiedMudFile> here = nearby().find(request);
    if (here.isPresent()) {
      return here;
    }
    boolean taken =
        fetches.offer(
            request.url().authority(), () -> settle(flight, () -> Optional.of(fetch(request))));
    if (!taken) {
      return Optional.of(orCached(request, overloaded(request)));
    }
    return Optional.empty();
  }

  private VerifiedMudFile fetch(FetchRequest request) throws RefusedException {
    SignedFile received;
    try {
      received = servers.fetch(request.url(), nearby().findUnlessChanged(request));
    } catch (RefusedException e) {
      if (SERVER_FAILED.contains(e.errorCode())) {
        return orCached(request, e);
      }
      throw e;
    }
    Checked checked = checker.check(request, received, clock.instant());
    cache.put(request.url(), received);
    return checked.file();
  }

  private VerifiedMudFile orCached(FetchRequest request, RefusedException failure)
      throws RefusedException {
    Optional<VerifiedMudFile> cached = nearby().findWithinGrace(request);
    if (cached.isEmpty()) {
      throw failure;
    }
    LOG.warn("{}", Problem.of(MudErrors.FROM_CACHE, failure.problem().line()).line());
    return cached.get();
  }

  private NearbyFiles nearby() {
    return new NearbyFiles(cache, checker, settings.get(), clock);
  }

  /** Completes a flight with what a step returns, if it returns something, or how it fails. */
  private static void settle(CompletableFuture<VerifiedMudFile> flight, Step step) {
    try {
      step.run().ifPresent(flight::complete);
    } catch (RefusedException e) {
      flight.completeExceptionally(e);
    } catch (RuntimeException e) {
      // A defect of ours; the waiting must not wait for ever.
      LOG.error("getting a MUD file failed", e);
      flight.completeExceptionally(
          new RefusedException(MudErrors.FETCH_FAILED, "internal error, see the log", e));
    }
  }

  private static MudEvent event(
      FetchMudFile fetch, @Nullable VerifiedMudFile file, @Nullable Throwable failure) {
    if (file != null) {
      return new MudEvent.MudFileVerified(fetch.correlationId(), fetch.device(), file);
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RefusedException e) {
      return refused(fetch, e.problem());
    }
    return refused(
        fetch,
        cause instanceof TimeoutException
            ? Problem.of(MudErrors.FETCH_TIMEOUT, fetch.mudUrl())
            : Problem.of(MudErrors.FETCH_FAILED, String.valueOf(cause)));
  }

  private static long millis(Duration left) {
    return Math.min(left.toSeconds(), WAIT_MAX_SECONDS) * 1_000 + left.toMillisPart() + 1;
  }

  private static MudEvent refused(FetchMudFile fetch, Problem problem) {
    return new MudEvent.MudFileRefused(fetch.correlationId(), fetch.device(), problem);
  }

  private static RefusedException overloaded(FetchRequest request) {
    return new RefusedException(MudErrors.OVERLOADED, request.url().text());
  }

  /** Something that may yield a file now. */
  private interface Step {
    Optional<VerifiedMudFile> run() throws RefusedException;
  }
}
