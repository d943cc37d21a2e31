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
  private static final int VERSION = 1;

  private CacheFormat() {}

  static void write(OutputStream out, MudUrl url, SignedFile file) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeUTF(url.text());
    data.writeLong(file.fetchedAt().toEpochMilli());
    data.writeInt(file.content().length());
    data.writeInt(file.signature().length());
    data.write(file.content().toArray());
    data.write(file.signature().toArray());
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
    int contentLength = length(data, JsonReader.SIZE_MAX_BYTES);
    int signatureLength = length(data, DetachedCms.SIGNATURE_MAX_BYTES);
    Bytes content = bytes(data, contentLength);
    Bytes signature = bytes(data, signatureLength);
    return same ? Optional.of(new SignedFile(content, signature, fetchedAt)) : Optional.empty();
  }

  private static int length(DataInputStream data, int max) throws IOException {
    int length = data.readInt();
    if (length < 0 || length > max) {
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
