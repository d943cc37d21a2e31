package org.wardgate.console.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes one JSON object. */
@FunctionalInterface
public interface JsonBody {

  /** Writes the object, braces included. */
  void write(JsonGenerator json) throws IOException;
}
