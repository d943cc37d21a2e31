package org.wardgate.api.names;

/** The ward's DNS resolver. Thread-safe, does not block. */
public interface WardResolver {
  /** Carries out an intent; one that answers nothing is ignored. */
  void execute(NamesIntent intent);
}
