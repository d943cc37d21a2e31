package org.wardgate.journal;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;

/** What SQLite's errors mean here. */
final class Failures {
  private static final int PRIMARY_CODE_MASK = 0xff;

  private Failures() {}

  static RefusedException refused(ErrorCode code, SQLException cause) {
    return new RefusedException(code, text(cause), cause);
  }

  /** Whether the file's content is wrong, as opposed to the disk, a lock or memory. */
  static boolean isDamage(SQLException cause) {
    if (!(cause instanceof SQLiteException sqlite)) {
      return true; // the driver could not make sense of a value
    }
    int primary = sqlite.getResultCode().code & PRIMARY_CODE_MASK;
    return primary == SQLiteErrorCode.SQLITE_CORRUPT.code
        || primary == SQLiteErrorCode.SQLITE_NOTADB.code
        || primary == SQLiteErrorCode.SQLITE_ERROR.code
        || primary == SQLiteErrorCode.SQLITE_MISMATCH.code
        || primary == SQLiteErrorCode.SQLITE_FORMAT.code
        || primary == SQLiteErrorCode.SQLITE_TOOBIG.code
        || primary == SQLiteErrorCode.SQLITE_RANGE.code
        || primary == SQLiteErrorCode.SQLITE_PROTOCOL.code // a log whose header is not one
        || primary == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
  }

  static String text(Throwable cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
