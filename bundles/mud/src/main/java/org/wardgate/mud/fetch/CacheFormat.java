package org.wardgate.mud.fetch;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.mud.file.MudUrl;
import org.wardgate.mud.json.JsonReader;

/** One cached file on disk: file and signature together, so that they can never be mixed. */
final class CacheFormat {
  private static final int MAGIC = 0x574d5543;
  private static final int VERSION = 2;
  private static final int UNSIGNED = -1;

  private CacheFormat() {}

  static void write(OutputStream out, MudUrl url, SignedFile file) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeUTF(url.text());
    data.writeLong(file.fetchedAt().toEpochMilli());
    data.writeUTF(file.validators().etag());
    data.writeUTF(file.validators().lastModified());
    data.writeInt(file.content().length());
    data.writeInt(file.signature().map(Bytes::length).orElse(UNSIGNED));
    data.write(file.content().toArray());
    data.write(file.signature().orElse(Bytes.EMPTY).toArray());
    data.flush();
  }

  /** Empty if it is another URL's file. */
  static Optional<SignedFile> read(InputStream in, MudUrl url) throws IOException {
    DataInputStream data = new DataInputStream(in);
    if (data.readInt() != MAGIC || data.readInt() != VERSION) {
      throw new StreamCorruptedException("not a cached MUD file of version " + VERSION);
    }
    boolean same = data.readUTF().equals(url.text());
    Instant fetchedAt = Instant.ofEpochMilli(data.readLong());
    Validators validators = new Validators(data.readUTF(), data.readUTF());
    int contentLength = length(data.readInt(), 0, JsonReader.SIZE_MAX_BYTES);
    int signatureLength = length(data.readInt(), UNSIGNED, DetachedCms.SIGNATURE_MAX_BYTES);
    Bytes content = bytes(data, contentLength);
    Optional<Bytes> signature =
        signatureLength == UNSIGNED ? Optional.empty() : Optional.of(bytes(data, signatureLength));
    return same
        ? Optional.of(new SignedFile(content, signature, fetchedAt, validators))
        : Optional.empty();
  }

  private static int length(int length, int min, int max) throws IOException {
    if (length < min || length > max) {
      throw new StreamCorruptedException("length " + length);
    }
    return length;
  }

  private static Bytes bytes(DataInputStream data, int length) throws IOException {
    byte[] bytes = new byte[length];
    data.readFully(bytes);
    return Bytes.of(bytes);
  }
}
