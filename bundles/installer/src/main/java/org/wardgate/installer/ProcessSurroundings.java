package org.wardgate.installer;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process this runs in. Thread-safe. */
public final class ProcessSurroundings implements Surroundings {

  /** The system property that is set while bundles are exchanged. */
  public static final String UPDATING = "org.wardgate.updating";

  /** Exit status of a process that wants to be started again. */
  public static final int RESTART_STATUS = 75;

  private static final Logger LOG = LoggerFactory.getLogger(ProcessSurroundings.class);
  private static final String BOOT = "org.wardgate.installer.boot";
  private static final long PAUSE_MS = 200;
  private static final long GRACE_SECONDS = 5;

  private final String boot;
  private final Consumer<String> restart;
  private final Object marks = new Object();

  private int exchangesCount;

  private boolean over = true;

  /**
   * This process.
   *
   * @param restart ends it
   */
  public ProcessSurroundings(Consumer<String> restart) {
    this.restart = restart;
    // the installer's bundle may start twice in one process, which is one boot
    this.boot =
        String.valueOf(
            System.getProperties().computeIfAbsent(BOOT, none -> UUID.randomUUID().toString()));
  }

  @Override
  public String boot() {
    return boot;
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
  }

  @Override
  public void within(int seconds, Exchange exchange) throws InstallException, InterruptedException {
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              try {
                exchange.run();
                return true;
              } finally {
                exchangeEnded();
              }
            });
    Thread thread = new Thread(task, "wardgate-exchange");
    thread.setDaemon(true);
    exchangeBegins();
    thread.start();
    try {
      task.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw failure(Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      LOG.error("bundles hang:\n{}", stack(thread));
      String where = stackTop(thread);
      thread.interrupt();
      thread.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS));
      throw new InstallException(
          Fault.TOO_SLOW, "not done within " + seconds + " s, at " + where, e);
    } catch (InterruptedException e) {
      thread.interrupt();
      throw e;
    }
  }

  private static InstallException failure(Throwable cause) {
    return cause instanceof InstallException known
        ? known
        : new InstallException(Fault.NOT_EXCHANGED, String.valueOf(cause), cause);
  }

  private static String stack(Thread thread) {
    StringBuilder text = new StringBuilder();
    for (StackTraceElement element : thread.getStackTrace()) {
      text.append("  at ").append(element).append('\n');
    }
    return text.toString();
  }

  private static String stackTop(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    return stack.length == 0 ? "its end" : String.valueOf(stack[0]);
  }

  private void exchangeBegins() {
    synchronized (marks) {
      exchangesCount++;
    }
  }

  private void exchangeEnded() {
    synchronized (marks) {
      exchangesCount--;
      clearIfOver();
    }
  }

  /** The mark goes when everything has ended, also an exchange that nobody waits for any more. */
  @Override
  public void updating(String id) {
    synchronized (marks) {
      over = id.isEmpty();
      if (over) {
        clearIfOver();
      } else {
        System.setProperty(UPDATING, id);
      }
    }
  }

  private void clearIfOver() {
    if (over && exchangesCount == 0) {
      System.clearProperty(UPDATING);
    }
  }

  @Override
  public void restart(String why) {
    LOG.error("the gateway ends, to be started again: {}", why);
    restart.accept(why);
  }
}
