package org.wardgate.updater.pack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails, with one line for people, when more comes out of a stream than is allowed. */
final class BoundedStream extends FilterInputStream {
  /** How many bytes may still come, shared by the streams of one package. */
  static final class Allowance {
    private long leftBytes;

    Allowance(long bytes) {
      this.leftBytes = bytes;
    }

    private void take(long bytes) throws IOException {
      leftBytes -= bytes;
      if (leftBytes < 0) {
        throw new TooMuchException();
      }
    }
  }

  /** More came than is allowed. */
  static final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1L;

    TooMuchException() {
      super("it unpacks to more than is allowed");
    }
  }

  private final Allowance allowance;

  BoundedStream(InputStream in, Allowance allowance) {
    super(in);
    this.allowance = allowance;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      allowance.take(1);
    }
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    if (read > 0) {
      allowance.take(read);
    }
    return read;
  }

  @Override
  public long skip(long wanted) throws IOException {
    long skipped = in.skip(wanted);
    allowance.take(skipped);
    return skipped;
  }

  /** The package's own stream is closed by whoever opened it. */
  @Override
  public void close() {
    // the next entry is read from the same stream
  }
}
