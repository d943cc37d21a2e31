package org.wardgate.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.wardgate.api.Bytes;

/** Reads columns of rows that nobody vouches for. */
final class Rows {
  private Rows() {}

  /** The column's bytes as stored; none if it is NULL. */
  static Bytes bytes(ResultSet row, int column) throws SQLException {
    byte[] content = row.getBytes(column);
    return content == null ? Bytes.EMPTY : Bytes.of(content);
  }
}
