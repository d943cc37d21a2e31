package org.wardgate.journal;

import org.wardgate.api.Bytes;

/**
 * Where the chain ends.
 *
 * @param sequence of the last record, 0 if there is none
 * @param chainSha256 its chain hash
 */
record Head(long sequence, Bytes chainSha256) {
  /** Before the first record. */
  static final Head EMPTY = new Head(0, Bytes.of(new byte[32]));

  private static final String PURPOSE = "wardgate-record-1";

  /** The head after one more record with these stored fields. */
  Head next(long atMillis, byte[] kind, byte[] subjectOrEmpty, Bytes payloadSha256) {
    long next = sequence + 1;
    Bytes chain =
        new Preimage(PURPOSE)
            .add(chainSha256)
            .add(next)
            .add(atMillis)
            .add(kind)
            .add(subjectOrEmpty)
            .add(payloadSha256)
            .sha256();
    return new Head(next, chain);
  }
}
