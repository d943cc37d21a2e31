package org.wardgate.console.resource;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that fails beyond its limit, while it is read. For one thread. */
final class BoundedStream extends FilterInputStream {
  private final long maxBytes;
  private long readBytes;

  BoundedStream(InputStream body, long maxBytes) {
    super(body);
    this.maxBytes = maxBytes;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    count(Math.max(0, count));
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    count(skipped);
    return skipped;
  }

  private void count(long bytes) throws IOException {
    readBytes += bytes;
    if (readBytes > maxBytes) {
      throw new IOException("the body is longer than " + maxBytes + " bytes");
    }
  }
}
