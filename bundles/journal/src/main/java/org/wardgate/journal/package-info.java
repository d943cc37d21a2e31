/**
 * The gateway's one record of truth: a hash-chained list of records in one SQLite file.
 *
 * <p>Writes go through one thread ({@link org.wardgate.journal.JournalWriter}) that puts everything
 * waiting into one transaction, so that many writers share one fsync. Reads see only what is
 * committed. {@link org.wardgate.journal.JournalWalk} proves the whole file; {@code
 * docs/journal.md} describes it byte by byte.
 */
@NullMarked
package org.wardgate.journal;

import org.jspecify.annotations.NullMarked;
