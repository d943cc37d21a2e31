package org.wardgate.enforcement.nft;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.SystemPrograms;

/**
 * One long-lived {@code nft -i}. Each line it reads is one transaction. After each batch it is told
 * a word it does not know: the echo in its complaint marks the end of the answer, and the kernel is
 * not asked for that.
 */
final class NftChild implements NftSession {
  /** The interactive nft remembers every line: it is replaced after this much. */
  static final long SENT_MAX_BYTES = 64L << 20;

  /** Most of an answer that is kept; the rest is read and dropped. */
  static final int ANSWER_MAX_CHARS = 1 << 20;

  /** Walking its history takes it ever longer: from here on a new one is better. */
  static final long WORN_BATCHES_COUNT = 250;

  /** And here it is replaced at once. */
  static final long BATCHES_MAX_COUNT = 4_000;

  private static final String SENTINEL = "wardgate_batch_";

  private final Process process;
  private final OutputStream stdin;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final Duration timeout;
  private long batchesCount;
  private long sentBytes;
  private boolean over;

  /** One answer; {@code batch} is -1 at the end of the output. */
  private record Answer(long batch, List<String> lines) {}

  private NftChild(Process process, Duration timeout) {
    this.process = process;
    this.stdin = process.getOutputStream();
    this.timeout = timeout;
  }

  /**
   * Starts one.
   *
   * @throws RefusedException with NFT_MISSING if it does not start or may not change rules
   */
  static NftChild start(String command, Duration timeout) throws RefusedException {
    try {
      String found = SystemPrograms.ofThisMachine().find(command);
      ProcessBuilder builder = new ProcessBuilder(found, "-i").redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C");
      NftChild child = new NftChild(builder.start(), timeout);
      Thread reader = new Thread(child::read, "wardgate-nft-output");
      reader.setDaemon(true);
      reader.start();
      return child;
    } catch (IOException e) {
      throw new RefusedException(EnforcementErrors.NFT_MISSING, String.valueOf(e.getMessage()), e);
    }
  }

  /** The process id, for tests and logs. */
  long pid() {
    return process.pid();
  }

  @Override
  public boolean usable() {
    return !over
        && process.isAlive()
        && sentBytes < SENT_MAX_BYTES
        && batchesCount < BATCHES_MAX_COUNT;
  }

  @Override
  public boolean worn() {
    return batchesCount >= WORN_BATCHES_COUNT;
  }

  @Override
  public List<String> run(List<String> commands) throws RefusedException {
    long batch = ++batchesCount;
    byte[] line =
        (String.join("; ", commands) + "\n" + SENTINEL + batch + "\n")
            .getBytes(StandardCharsets.US_ASCII);
    try {
      send(line);
      return check(await(batch));
    } catch (IOException e) {
      throw gone("nft ended: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw gone("interrupted");
    }
  }

  private void send(byte[] line) throws IOException {
    sentBytes += line.length;
    stdin.write(line);
    stdin.flush();
  }

  private List<String> await(long batch) throws InterruptedException, RefusedException {
    Answer answer = answers.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (answer == null) {
      close();
      throw new RefusedException(
          EnforcementErrors.NFT_TIMEOUT, "no answer within " + timeout.toMillis() + " ms");
    }
    if (answer.batch() != batch) {
      throw gone("nft ended: " + String.join(" ", answer.lines()));
    }
    return answer.lines();
  }

  private RefusedException gone(String detail) {
    close();
    return new RefusedException(EnforcementErrors.NFT_MISSING, detail);
  }

  private static List<String> check(List<String> lines) throws RefusedException {
    for (String line : lines) {
      if (line.contains("Operation not permitted")) {
        throw new RefusedException(EnforcementErrors.NFT_MISSING, line);
      }
      if (line.contains("Error:")) {
        throw new RefusedException(
            EnforcementErrors.NFT_FAILED, String.join(" ", lines.subList(0, 1)));
      }
    }
    return lines;
  }

  private void read() {
    try (InputStream output = process.getInputStream();
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      List<String> lines = new ArrayList<>();
      int[] keptChars = {0};
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith(SENTINEL)) {
          dropLast(lines); // the complaint belongs to the sentinel
          answers.add(new Answer(Long.parseLong(line.substring(SENTINEL.length())), lines));
          lines = new ArrayList<>();
          keptChars[0] = 0;
        } else {
          keep(lines, line, keptChars);
        }
      }
      answers.add(new Answer(-1, lines));
    } catch (IOException e) {
      answers.add(new Answer(-1, List.of(String.valueOf(e.getMessage()))));
    }
  }

  private static void keep(List<String> lines, String line, int[] keptChars) {
    boolean caret = !line.isEmpty() && line.strip().chars().allMatch(c -> c == '^');
    if (!caret && !line.isBlank() && keptChars[0] < ANSWER_MAX_CHARS) {
      String kept = line.length() <= ANSWER_MAX_CHARS ? line : line.substring(0, ANSWER_MAX_CHARS);
      lines.add(kept);
      keptChars[0] += kept.length();
    }
  }

  private static void dropLast(List<String> lines) {
    if (!lines.isEmpty() && lines.get(lines.size() - 1).startsWith("Error:")) {
      lines.remove(lines.size() - 1);
    }
  }

  @Override
  public void close() {
    over = true;
    process.destroyForcibly();
    closeQuietly(stdin);
  }

  private static void closeQuietly(@Nullable OutputStream stream) {
    try {
      if (stream != null) {
        stream.close();
      }
    } catch (IOException e) {
      // the pipe of a process that is gone: nothing was left to write
      Thread.onSpinWait();
    }
  }
}
